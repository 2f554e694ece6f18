import { X509Certificate } from 'node:crypto';
import { ClusterSettingsError } from '@jobwright/runtime';
import type { ClusterAuthentication } from '@jobwright/runtime/cluster';
import {
  type Camunda8Configuration,
  camunda8Configuration,
  type ResolvedConfiguration,
} from './camunda8-configuration.ts';
import { type ClusterSettings, ClusterVariableError } from './cluster-settings.ts';
import { readClusterTls } from './read-cluster-tls.ts';

/** Variables by name, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_ADDRESS = 'grpc://localhost:26500';
const DEFAULT_REST_ADDRESS = 'http://localhost:8080';
const DEFAULT_AUDIENCE = 'zeebe.camunda.io';
/** The gateway refuses pings more often than every 30 s. */
const KEEPALIVE_MS = 45_000;
const KEEPALIVE_TIMEOUT_MS = 10_000;

/**
 * Completes the settings of a cluster from the environment.
 * @throws ClusterSettingsError when something is missing
 * @throws ClusterVariableError when a value is not valid
 */
export function readClusterSettings(
  given: Camunda8Configuration = {},
  // eslint-disable-next-line no-restricted-properties -- the variables of the process are the documented default
  environment: Environment = process.env,
): ClusterSettings {
  const configuration = parseConfiguration(given, environment);
  return {
    transport: chooseTransport(configuration),
    ...readAddress(configuration),
    restAddress: configuration.ZEEBE_REST_ADDRESS ?? DEFAULT_REST_ADDRESS,
    tenantId: configuration.CAMUNDA_TENANT_ID ?? '<default>',
    physicalTenantId: configuration.CAMUNDA_PHYSICAL_TENANT_ID,
    tls: readClusterTls(configuration),
    authentication: readAuthentication(configuration),
    keepalive: {
      timeMs: configuration.GRPC_KEEPALIVE_TIME_MS ?? KEEPALIVE_MS,
      timeoutMs: configuration.GRPC_KEEPALIVE_TIMEOUT_MS ?? KEEPALIVE_TIMEOUT_MS,
    },
    userAgent: configuration.CAMUNDA_CUSTOM_USER_AGENT_STRING,
  };
}

/** Given values take precedence over the environment. */
function parseConfiguration(given: Camunda8Configuration, environment: Environment): ResolvedConfiguration {
  const { zeebeGrpcSettings = {}, ...main } = given;
  const values: Readonly<Record<string, unknown>> = {
    ...environment,
    ...withoutUndefined(main),
    ...withoutUndefined(zeebeGrpcSettings),
  };
  const { success, data, error } = camunda8Configuration.safeParse(values);
  if (success) {
    checkCertificate(data.CAMUNDA_CUSTOM_ROOT_CERT_STRING);
    return data;
  }
  const problems = error.issues.map(({ path, message }) => {
    const name = path.join('.');
    // Other values may be secret.
    const value = SHOWN.has(name) ? `${String(values[name])} ` : '';
    return `${name}: ${value}(${message})`;
  });
  throw new ClusterVariableError(problems.join('; '));
}

function checkCertificate(pem: string | undefined): void {
  if (pem === undefined) return;
  try {
    new X509Certificate(pem);
  } catch (cause) {
    const problem = 'CAMUNDA_CUSTOM_ROOT_CERT_STRING: (expected a certificate in PEM form)';
    throw new ClusterVariableError(problem, { cause });
  }
}

const SHOWN: ReadonlySet<string> = new Set([
  'JOBWRIGHT_CLUSTER_TRANSPORT',
  'CAMUNDA_AUTH_STRATEGY',
  'CAMUNDA_OAUTH_DISABLED',
  'CAMUNDA_SECURE_CONNECTION',
  'ZEEBE_INSECURE_CONNECTION',
  'CAMUNDA_PHYSICAL_TENANT_ID',
  'GRPC_KEEPALIVE_TIME_MS',
  'GRPC_KEEPALIVE_TIMEOUT_MS',
]);

const withoutUndefined = (values: object): object =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/** Without a choice, gRPC, unless the address of the REST API is the only one that is set. */
function chooseTransport({
  JOBWRIGHT_CLUSTER_TRANSPORT: transport = 'auto',
  ZEEBE_GRPC_ADDRESS,
  ZEEBE_ADDRESS,
  ZEEBE_REST_ADDRESS,
}: ResolvedConfiguration): ClusterSettings['transport'] {
  if (transport !== 'auto') return transport;
  const hasGrpc = ZEEBE_GRPC_ADDRESS !== undefined || ZEEBE_ADDRESS !== undefined;
  return hasGrpc || ZEEBE_REST_ADDRESS === undefined ? 'grpc' : 'rest';
}

/** The scheme of an address says whether it uses TLS; without one it does unless that is turned off. */
function readAddress({
  ZEEBE_GRPC_ADDRESS: address,
  ZEEBE_ADDRESS: hostPort,
  CAMUNDA_SECURE_CONNECTION: isSecure,
  ZEEBE_INSECURE_CONNECTION: isInsecure,
}: ResolvedConfiguration): Pick<ClusterSettings, 'grpcAddress' | 'usesTls'> {
  const given = address?.includes('://') === true ? address : (hostPort ?? address ?? DEFAULT_ADDRESS);
  const [, scheme, rest] = /^(?:([^:/]+):\/\/)?([^/]*[^/:])\/*$/.exec(given) ?? [];
  if (rest === undefined || (scheme !== undefined && scheme !== 'grpc' && scheme !== 'grpcs'))
    throw incompleteError(`ZEEBE_GRPC_ADDRESS must be grpc://host:port or grpcs://host:port, not ${given}`);
  const usesTls = scheme === undefined ? (isSecure ?? isInsecure !== true) : scheme === 'grpcs';
  return { grpcAddress: rest, usesTls };
}

function readAuthentication(configuration: ResolvedConfiguration): ClusterAuthentication {
  if (configuration.CAMUNDA_OAUTH_DISABLED === true) return { method: 'none' };
  const { CAMUNDA_OAUTH_URL, ZEEBE_CLIENT_ID, ZEEBE_CLIENT_SECRET } = configuration;
  const hasClient = [CAMUNDA_OAUTH_URL, ZEEBE_CLIENT_ID, ZEEBE_CLIENT_SECRET].every(
    (value) => value !== undefined,
  );
  switch (configuration.CAMUNDA_AUTH_STRATEGY ?? (hasClient ? 'OAUTH' : 'NONE')) {
    case 'NONE':
      return { method: 'none' };
    case 'BASIC':
      return {
        method: 'basic',
        username: required(configuration, 'CAMUNDA_BASIC_AUTH_USERNAME'),
        password: required(configuration, 'CAMUNDA_BASIC_AUTH_PASSWORD'),
      };
    case 'BEARER':
      return { method: 'bearer', token: required(configuration, 'CAMUNDA_OAUTH_TOKEN') };
    case 'OAUTH':
      return {
        method: 'oidc',
        tokenUrl: required(configuration, 'CAMUNDA_OAUTH_URL'),
        clientId: required(configuration, 'ZEEBE_CLIENT_ID'),
        clientSecret: required(configuration, 'ZEEBE_CLIENT_SECRET'),
        audience:
          configuration.CAMUNDA_ZEEBE_OAUTH_AUDIENCE ??
          configuration.ZEEBE_TOKEN_AUDIENCE ??
          DEFAULT_AUDIENCE,
        scope: configuration.CAMUNDA_TOKEN_SCOPE,
      };
  }
}

type RequiredName =
  | 'CAMUNDA_BASIC_AUTH_USERNAME'
  | 'CAMUNDA_BASIC_AUTH_PASSWORD'
  | 'CAMUNDA_OAUTH_TOKEN'
  | 'CAMUNDA_OAUTH_URL'
  | 'ZEEBE_CLIENT_ID'
  | 'ZEEBE_CLIENT_SECRET';

function required(configuration: ResolvedConfiguration, name: RequiredName): string {
  const value = configuration[name];
  if (value === undefined) throw incompleteError(`Missing required configuration ${name}`);
  return value;
}

const incompleteError = (reason: string): ClusterSettingsError =>
  new ClusterSettingsError(
    `The settings of the cluster are incomplete (${reason}): set ZEEBE_GRPC_ADDRESS and the CAMUNDA_* variables for its authentication (CAMUNDA_AUTH_STRATEGY=NONE for none)`,
  );
