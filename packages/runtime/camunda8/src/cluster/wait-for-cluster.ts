import { toErrorMessage } from '@jobwright/concurrency';
import type { Logger } from '@jobwright/connector-sdk';
import { ClusterCallError, hasNoCredentials, waitForAnswer } from '@jobwright/runtime/cluster';
import type { ClusterClient } from './cluster-client.ts';

/** How long to wait for a cluster. */
export interface ClusterWait {
  /** Milliseconds; `Infinity` waits forever. */
  readonly timeoutMs: number;
  readonly logger: Logger;
  readonly signal: AbortSignal | undefined;
}

type WaitedCluster = Pick<ClusterClient, 'address' | 'transport'>;

const ADDRESS_NAMES = { grpc: 'ZEEBE_GRPC_ADDRESS', rest: 'ZEEBE_REST_ADDRESS' } as const;
/**
 * Waits until a cluster answers.
 * @throws ClusterUnreachableError
 */
export const waitForCluster = (
  cluster: Pick<ClusterClient, 'topology'> & WaitedCluster,
  wait: ClusterWait,
): Promise<void> =>
  waitForAnswer({
    ...wait,
    address: cluster.address,
    ask: (bounds) => cluster.topology(bounds),
    explain: (error) => explain(error, cluster),
  });

/**
 * A proxy in front of the cluster answers with a status of HTTP. nginx answers 400 when our certificate is
 * missing.
 */
const HTTP_REFUSAL = /HTTP status code 40[0-3]/;

function explain(error: unknown, { address, transport }: WaitedCluster): string {
  const reason = toErrorMessage(error);
  if (hasNoCredentials(error)) return reason;
  const failure = error instanceof ClusterCallError ? error.failure : 'unexpected';
  if (failure === 'unauthenticated' || failure === 'denied' || HTTP_REFUSAL.test(reason)) {
    return `The cluster at ${address} rejects the credentials (${reason}): check how it authenticates clients, the CAMUNDA_* variables or \`cluster.auth\`, and the client certificate, if it requires one`;
  }
  if (failure === 'untrusted') {
    return `TLS with the cluster at ${address} failed (${reason}): check its certificate, and the certificate authority to trust (CAMUNDA_CUSTOM_ROOT_CERT_PATH, \`cluster.tls.caFile\`)`;
  }
  return `No Camunda 8 cluster answers at ${address} (${reason}): check that it runs, and ${ADDRESS_NAMES[transport]} and the CAMUNDA_* variables for its authentication`;
}
