import { createHash } from 'node:crypto';
import { createSecureContext, rootCertificates } from 'node:tls';
import { openNetwork, type OutboundNetwork } from '@jobwright/connector-sdk';
import { createHttpClient, type HttpClient, type TlsContexts } from '@jobwright/http-client';
import type { ClusterTls } from './cluster-access.ts';
import { loadTlsTexts, type TlsTexts } from './cluster-tls.ts';

/**
 * The HTTP client for a cluster and its token endpoint. The operator names both, so the proxies and limits of
 * the network hold, and its rules do not.
 */
export interface ClusterHttp {
  /**
   * The client with the certificates that are in the files now.
   * @throws ClusterSettingsError when a file cannot be read
   */
  client(): Promise<HttpClient>;
  /** Closes all connections. */
  close(): Promise<void>;
}

/** How the cluster and its token endpoint are reached over HTTP. */
export interface ClusterHttpOptions {
  readonly tls: ClusterTls;
  /** Default: directly. */
  readonly network?: OutboundNetwork | undefined;
  /** Further requests wait for a connection to become free. Default: that of the HTTP client. */
  readonly maxConnections?: number;
}

/** A call without an answer ends earlier, by its own bounds. */
const SILENCE_MS = 60_000;
/**
 * Idle connections are kept for less time than a poll may take. When a network has forgotten them, only the
 * calls that are open then have to run out of time, and no later one.
 */
const MAX_IDLE_MS = 4_000;

export function createClusterHttp({
  tls,
  network = openNetwork,
  maxConnections,
}: ClusterHttpOptions): ClusterHttp {
  /** One for each set of certificates so far: calls that use earlier ones are not cut off. */
  const clients = new Map<string, HttpClient>();
  return {
    async client() {
      const texts = await loadTlsTexts(tls);
      const key = createHash('sha256').update(JSON.stringify(texts)).digest('base64');
      const known = clients.get(key);
      if (known !== undefined) return known;
      const contexts = createTlsContexts(texts);
      const created = createHttpClient({
        network,
        target: 'operator',
        headersTimeoutMs: SILENCE_MS,
        bodyTimeoutMs: SILENCE_MS,
        maxIdleMs: MAX_IDLE_MS,
        ...(maxConnections !== undefined && { maxConnectionsPerOrigin: maxConnections }),
        ...(contexts !== undefined && { tls: contexts }),
      });
      clients.set(key, created);
      return created;
    },
    async close() {
      const all = [...clients.values()];
      clients.clear();
      await Promise.all(all.map((client) => client.close()));
    },
  };
}

function createTlsContexts({ ca, certificate, key }: TlsTexts): TlsContexts | undefined {
  if (ca === undefined && certificate === undefined && key === undefined) return undefined;
  const trust = ca === undefined ? {} : { ca: [...rootCertificates, ca] };
  return {
    own: createSecureContext({
      ...trust,
      ...(certificate !== undefined && { cert: certificate }),
      ...(key !== undefined && { key }),
    }),
    others: createSecureContext(trust),
  };
}
