import type { ClusterTls } from './cluster-tls.ts';

/** Where a cluster is and how calls are authenticated, complete and checked. */
export interface ClusterSettings {
  /** `host:port` of the gRPC gateway. */
  readonly grpcAddress: string;
  readonly usesTls: boolean;
  /** Of the REST API, e.g. `http://localhost:8080`. */
  readonly restAddress: string;
  readonly tenantId: string;
  readonly tls: ClusterTls;
  readonly authentication: ClusterAuthentication;
  readonly keepalive: { readonly timeMs: number; readonly timeoutMs: number };
  /** Sent after our own name. */
  readonly userAgent: string | undefined;
}

export type ClusterAuthentication =
  | { readonly method: 'none' }
  | { readonly method: 'basic'; readonly username: string; readonly password: string }
  | { readonly method: 'bearer'; readonly token: string }
  | ({ readonly method: 'oidc' } & OidcAuthentication);

/** Client credentials (RFC 6749, 4.4). */
export interface OidcAuthentication {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly audience?: string | undefined;
  readonly scope?: string | undefined;
}

/** What is said of the cluster and its authentication is incomplete or contradicts itself. */
export class ClusterSettingsError extends Error {
  override readonly name = 'ClusterSettingsError';
}

/** A variable of the cluster has a value that it cannot have. */
export class ClusterVariableError extends Error {
  override readonly name = 'ClusterVariableError';
}
