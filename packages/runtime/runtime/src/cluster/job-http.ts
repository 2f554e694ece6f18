import { openNetwork, type OutboundNetwork } from '@jobwright/connector-sdk';
import type { HttpClient } from '@jobwright/http-client';
import type { ClusterTls } from './cluster-access.ts';
import { type ClusterHttp, createClusterHttp } from './cluster-http.ts';

/**
 * How long certificates are used before their files are read again. While these cannot be read, the last ones
 * stay.
 */
const FILES_MS = 30_000;
/** One poll for each job type, or one answer for each job in flight. */
const MAX_CONNECTIONS = 10_000;

/**
 * The HTTP client for the calls of jobs. The limits of the network do not apply to them, as they do not over
 * gRPC: polls that wait would use them up.
 */
export function createJobHttp({
  tls,
  network,
}: {
  readonly tls: ClusterTls;
  /** Default: directly. */
  readonly network: OutboundNetwork | undefined;
}): ClusterHttp {
  const http = createClusterHttp({
    tls,
    network: { ...(network ?? openNetwork), limitsFor: () => ({}) },
    maxConnections: MAX_CONNECTIONS,
  });
  let current: Promise<HttpClient> | undefined;
  let readAt = 0;
  const read = (last: Promise<HttpClient> | undefined): Promise<HttpClient> =>
    http.client().catch((error: unknown) => {
      if (last !== undefined) return last;
      current = undefined;
      throw error;
    });
  return {
    client() {
      if (current !== undefined && performance.now() - readAt < FILES_MS) return current;
      readAt = performance.now();
      current = read(current);
      return current;
    },
    close: () => http.close(),
  };
}
