import { z } from 'zod';

type Switch = boolean | 'true' | 'false';

/**
 * Where the cluster is, by the names of the `ZEEBE_*` and `CAMUNDA_*` variables; what is left out is taken from the environment. Names that
 * are not listed here are ignored, so a configuration of `@camunda8/sdk` can be given as it is.
 */
export interface Camunda8Configuration {
  /** With `grpc://` or, for TLS, `grpcs://`. Default `grpc://localhost:26500`. */
  readonly ZEEBE_GRPC_ADDRESS?: string | undefined;
  /** `host:port`, used when there is no `ZEEBE_GRPC_ADDRESS`. */
  readonly ZEEBE_ADDRESS?: string | undefined;
  /** Default `http://localhost:8080`. */
  readonly ZEEBE_REST_ADDRESS?: string | undefined;
  /** Default `NONE`, or `OAUTH` when URL, id and secret for it are there. */
  readonly CAMUNDA_AUTH_STRATEGY?: string | undefined;
  readonly CAMUNDA_BASIC_AUTH_USERNAME?: string | undefined;
  readonly CAMUNDA_BASIC_AUTH_PASSWORD?: string | undefined;
  /** Sent as it is (strategy `BEARER`). */
  readonly CAMUNDA_OAUTH_TOKEN?: string | undefined;
  readonly CAMUNDA_OAUTH_URL?: string | undefined;
  readonly CAMUNDA_OAUTH_DISABLED?: Switch | undefined;
  readonly ZEEBE_CLIENT_ID?: string | undefined;
  readonly ZEEBE_CLIENT_SECRET?: string | undefined;
  /** Default `ZEEBE_TOKEN_AUDIENCE`, or `zeebe.camunda.io`. */
  readonly CAMUNDA_ZEEBE_OAUTH_AUDIENCE?: string | undefined;
  readonly ZEEBE_TOKEN_AUDIENCE?: string | undefined;
  readonly CAMUNDA_TOKEN_SCOPE?: string | undefined;
  /** Default `<default>`. */
  readonly CAMUNDA_TENANT_ID?: string | undefined;
  /** TLS for an address without a scheme. Default true. */
  readonly CAMUNDA_SECURE_CONNECTION?: Switch | undefined;
  /** PEM of the authority to trust beside the usual ones. */
  readonly CAMUNDA_CUSTOM_ROOT_CERT_PATH?: string | undefined;
  readonly CAMUNDA_CUSTOM_CERT_CHAIN_PATH?: string | undefined;
  readonly CAMUNDA_CUSTOM_PRIVATE_KEY_PATH?: string | undefined;
  /** Sent after our own name. */
  readonly CAMUNDA_CUSTOM_USER_AGENT_STRING?: string | undefined;
  readonly zeebeGrpcSettings?: ConnectionConfiguration | undefined;
  readonly [name: string]: unknown;
}

/** What `zeebeGrpcSettings` of the SDK's configuration says of the connection. */
export interface ConnectionConfiguration {
  readonly ZEEBE_INSECURE_CONNECTION?: Switch | undefined;
  /** Between two pings, in milliseconds. Default 45,000; a gateway refuses them more often than every 30 s. */
  readonly GRPC_KEEPALIVE_TIME_MS?: number | undefined;
  /** For the answer to a ping, in milliseconds. Default 10,000. */
  readonly GRPC_KEEPALIVE_TIMEOUT_MS?: number | undefined;
  readonly [name: string]: unknown;
}

const absentIfEmpty = (value: unknown): unknown => (value === '' ? undefined : value);
const text = z.preprocess(absentIfEmpty, z.string().optional());
const milliseconds = z.preprocess(
  absentIfEmpty,
  z.coerce.number().int().positive({ error: 'expected milliseconds' }).optional(),
);
const flag = z.preprocess(
  absentIfEmpty,
  z.union([z.boolean(), z.stringbool()], { error: 'expected true or false' }).optional(),
);
const STRATEGIES = ['NONE', 'BASIC', 'BEARER', 'OAUTH'] as const;
const strategy = z.preprocess(
  absentIfEmpty,
  z.enum(STRATEGIES, { error: `expected one of ${STRATEGIES.join(', ')}` }).optional(),
);

/** Empty is the same as left out. */
export const camunda8Configuration = z.object({
  ZEEBE_GRPC_ADDRESS: text,
  ZEEBE_ADDRESS: text,
  ZEEBE_REST_ADDRESS: text,
  CAMUNDA_AUTH_STRATEGY: strategy,
  CAMUNDA_BASIC_AUTH_USERNAME: text,
  CAMUNDA_BASIC_AUTH_PASSWORD: text,
  CAMUNDA_OAUTH_TOKEN: text,
  CAMUNDA_OAUTH_URL: text,
  CAMUNDA_OAUTH_DISABLED: flag,
  ZEEBE_CLIENT_ID: text,
  ZEEBE_CLIENT_SECRET: text,
  CAMUNDA_ZEEBE_OAUTH_AUDIENCE: text,
  ZEEBE_TOKEN_AUDIENCE: text,
  CAMUNDA_TOKEN_SCOPE: text,
  CAMUNDA_TENANT_ID: text,
  CAMUNDA_SECURE_CONNECTION: flag,
  CAMUNDA_CUSTOM_ROOT_CERT_PATH: text,
  CAMUNDA_CUSTOM_CERT_CHAIN_PATH: text,
  CAMUNDA_CUSTOM_PRIVATE_KEY_PATH: text,
  CAMUNDA_CUSTOM_USER_AGENT_STRING: text,
  ZEEBE_INSECURE_CONNECTION: flag,
  GRPC_KEEPALIVE_TIME_MS: milliseconds,
  GRPC_KEEPALIVE_TIMEOUT_MS: milliseconds,
});

export type ResolvedConfiguration = z.output<typeof camunda8Configuration>;
