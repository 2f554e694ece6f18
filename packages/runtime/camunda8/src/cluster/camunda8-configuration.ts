import { z } from 'zod';

type Switch = boolean | 'true' | 'false';

/**
 * Where the cluster is, by the names of the `ZEEBE_*` and `CAMUNDA_*` variables; the environment gives what
 * is left out. Names that are not listed here are ignored, so a configuration of `@camunda8/sdk` can be
 * passed unchanged.
 */
export interface Camunda8Configuration {
  /** With `grpc://` or, for TLS, `grpcs://`. Default `grpc://localhost:26500`. */
  readonly ZEEBE_GRPC_ADDRESS?: string | undefined;
  /** `host:port`, used when there is no `ZEEBE_GRPC_ADDRESS`. */
  readonly ZEEBE_ADDRESS?: string | undefined;
  /** Default `http://localhost:8080`. */
  readonly ZEEBE_REST_ADDRESS?: string | undefined;
  /** `grpc`, `rest`, or `auto`: gRPC unless only `ZEEBE_REST_ADDRESS` is set. Default `auto`. */
  readonly JOBWRIGHT_CLUSTER_TRANSPORT?: string | undefined;
  /**
   * `NONE`, `BASIC`, `BEARER` or `OAUTH`. Default `OAUTH` when its URL, client id and secret are set, else
   * `NONE`.
   */
  readonly CAMUNDA_AUTH_STRATEGY?: string | undefined;
  readonly CAMUNDA_BASIC_AUTH_USERNAME?: string | undefined;
  readonly CAMUNDA_BASIC_AUTH_PASSWORD?: string | undefined;
  /** The token that is sent with the strategy `BEARER`. */
  readonly CAMUNDA_OAUTH_TOKEN?: string | undefined;
  /** The token endpoint. */
  readonly CAMUNDA_OAUTH_URL?: string | undefined;
  /** `true` is the strategy `NONE`. */
  readonly CAMUNDA_OAUTH_DISABLED?: Switch | undefined;
  readonly ZEEBE_CLIENT_ID?: string | undefined;
  readonly ZEEBE_CLIENT_SECRET?: string | undefined;
  /** Default `ZEEBE_TOKEN_AUDIENCE`, or `zeebe.camunda.io`. */
  readonly CAMUNDA_ZEEBE_OAUTH_AUDIENCE?: string | undefined;
  readonly ZEEBE_TOKEN_AUDIENCE?: string | undefined;
  readonly CAMUNDA_TOKEN_SCOPE?: string | undefined;
  /** Default `<default>`. */
  readonly CAMUNDA_TENANT_ID?: string | undefined;
  /**
   * Which engine of a cluster with several, from 8.10 on: lower case letters and digits. Default `default`.
   */
  readonly CAMUNDA_PHYSICAL_TENANT_ID?: string | undefined;
  /** TLS for an address without a scheme. Default true. */
  readonly CAMUNDA_SECURE_CONNECTION?: Switch | undefined;
  /** Path of a PEM file: the authority to trust beside the usual ones. */
  readonly CAMUNDA_CUSTOM_ROOT_CERT_PATH?: string | undefined;
  /** The same as PEM text. The path counts more. */
  readonly CAMUNDA_CUSTOM_ROOT_CERT_STRING?: string | undefined;
  /** Path of a PEM file: our own certificate. */
  readonly CAMUNDA_CUSTOM_CERT_CHAIN_PATH?: string | undefined;
  /** Path of a PEM file: its private key, not encrypted. */
  readonly CAMUNDA_CUSTOM_PRIVATE_KEY_PATH?: string | undefined;
  /** Sent in the user agent, after our own name. */
  readonly CAMUNDA_CUSTOM_USER_AGENT_STRING?: string | undefined;
  readonly zeebeGrpcSettings?: ConnectionConfiguration | undefined;
  readonly [name: string]: unknown;
}

/** The connection settings in `zeebeGrpcSettings` of the SDK's configuration. */
export interface ConnectionConfiguration {
  /** No TLS for an address without a scheme. Default false. */
  readonly ZEEBE_INSECURE_CONNECTION?: Switch | undefined;
  /**
   * Between two pings, in milliseconds. Default 45,000. A gateway refuses pings more often than every 30 s.
   */
  readonly GRPC_KEEPALIVE_TIME_MS?: number | undefined;
  /** How long the answer to a ping may take, in milliseconds. Default 10,000. */
  readonly GRPC_KEEPALIVE_TIMEOUT_MS?: number | undefined;
  readonly [name: string]: unknown;
}

const absentIfEmpty = (value: unknown): unknown => (value === '' ? undefined : value);
const text = z.preprocess(absentIfEmpty, z.string().optional());
const physicalTenant = z.preprocess(
  absentIfEmpty,
  z
    .string()
    .regex(/^[a-z0-9]{1,64}$/, { error: 'expected 1 to 64 lower case letters and digits' })
    .optional(),
);
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
/** What jobs come over; `auto` decides by the addresses that are set. */
const TRANSPORTS = ['auto', 'grpc', 'rest'] as const;
const transport = z.preprocess(
  absentIfEmpty,
  z.enum(TRANSPORTS, { error: `expected one of ${TRANSPORTS.join(', ')}` }).optional(),
);

/** An empty value counts as left out. */
export const camunda8Configuration = z.object({
  ZEEBE_GRPC_ADDRESS: text,
  ZEEBE_ADDRESS: text,
  ZEEBE_REST_ADDRESS: text,
  JOBWRIGHT_CLUSTER_TRANSPORT: transport,
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
  CAMUNDA_PHYSICAL_TENANT_ID: physicalTenant,
  CAMUNDA_SECURE_CONNECTION: flag,
  CAMUNDA_CUSTOM_ROOT_CERT_PATH: text,
  CAMUNDA_CUSTOM_ROOT_CERT_STRING: text,
  CAMUNDA_CUSTOM_CERT_CHAIN_PATH: text,
  CAMUNDA_CUSTOM_PRIVATE_KEY_PATH: text,
  CAMUNDA_CUSTOM_USER_AGENT_STRING: text,
  ZEEBE_INSECURE_CONNECTION: flag,
  GRPC_KEEPALIVE_TIME_MS: milliseconds,
  GRPC_KEEPALIVE_TIMEOUT_MS: milliseconds,
});

export type ResolvedConfiguration = z.output<typeof camunda8Configuration>;
