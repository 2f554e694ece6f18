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
