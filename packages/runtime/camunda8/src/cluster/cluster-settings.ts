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

/** How calls are authenticated. */
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

/** Whom TLS trusts beside the usual authorities, and our own certificate with its key; paths of PEM files. */
export interface ClusterTls {
  readonly caFile?: string;
  /** The PEM itself. `caFile` counts more. */
  readonly ca?: string;
  readonly certificateFile?: string;
  readonly keyFile?: string;
}

/**
 * The settings of the cluster are incomplete, contradict each other, or name a file that cannot be read. The
 * message says what to set.
 */
export class ClusterSettingsError extends Error {
  override readonly name = 'ClusterSettingsError';
}

/** A variable of the cluster has a value that is not valid. The message names the variable, and no secret. */
export class ClusterVariableError extends Error {
  override readonly name = 'ClusterVariableError';
}
