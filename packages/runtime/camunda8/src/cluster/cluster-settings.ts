import type { ClusterAuthentication, ClusterTls } from '@jobwright/runtime/cluster';

/** Where a cluster is and how calls are authenticated, complete and checked. */
export interface ClusterSettings {
  /** How jobs come, and how all other calls are made that both have. */
  readonly transport: 'grpc' | 'rest';
  /** `host:port` of the gRPC gateway. */
  readonly grpcAddress: string;
  /** Whether the gRPC connection uses TLS. */
  readonly usesTls: boolean;
  /** The address of the REST API, e.g. `http://localhost:8080`. */
  readonly restAddress: string;
  readonly tenantId: string;
  /** Which engine of a cluster with several all calls are for. */
  readonly physicalTenantId: string | undefined;
  readonly tls: ClusterTls;
  readonly authentication: ClusterAuthentication;
  readonly keepalive: { readonly timeMs: number; readonly timeoutMs: number };
  /** Sent in the user agent, after our own name. */
  readonly userAgent: string | undefined;
}

/** A variable of the cluster has a value that is not valid. The message names the variable, and no secret. */
export class ClusterVariableError extends Error {
  override readonly name = 'ClusterVariableError';
}
