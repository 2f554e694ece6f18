import type { SettingVariable } from '../environment-variables.ts';
import { parseVariable } from '../parse-variable.ts';
import type { Environment } from '../environment.ts';

/** A variable of the Java connector runtime, and the corresponding setting. */
interface JavaVariable extends Omit<SettingVariable, 'needsRestart'> {
  /** Converts its value. Default: unchanged. */
  readonly toValue?: (value: unknown) => unknown;
}

/** The Java runtime writes `http:` for a connection without TLS. */
const toGrpcAddress = (value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/^http(s?):\/\//, 'grpc$1://') : value;
const toTransport = (value: unknown): unknown =>
  typeof value === 'boolean' ? (value ? 'rest' : 'grpc') : value;
const toLogLevel = (value: unknown): unknown =>
  typeof value === 'string' ? (LEVELS[value.toUpperCase()] ?? value) : value;
/** LAX, which replaces everything while the model cannot be read, is treated as STRICT. */
const toSecretScope = (value: unknown): unknown =>
  typeof value === 'string' ? (SCOPES[value.toUpperCase()] ?? value) : value;
const SCOPES: Readonly<Record<string, string>> = { DISABLED: 'any', LAX: 'model', STRICT: 'model' };
const toStreamMode = (value: unknown): unknown =>
  typeof value === 'boolean' ? (value ? 'auto' : 'off') : value;
const LEVELS: Readonly<Record<string, string>> = {
  TRACE: 'debug',
  DEBUG: 'debug',
  INFO: 'info',
  WARN: 'warn',
  ERROR: 'error',
  OFF: 'silent',
};

/** Named like Spring properties as variables: dots become `_`, dashes are removed. */
export const javaVariables: readonly JavaVariable[] = [
  {
    variable: 'CAMUNDA_CLIENT_GRPCADDRESS',
    path: ['cluster', 'grpcAddress'],
    kind: 'text',
    toValue: toGrpcAddress,
  },
  { variable: 'CAMUNDA_CLIENT_RESTADDRESS', path: ['cluster', 'restAddress'], kind: 'text' },
  { variable: 'CAMUNDA_CLIENT_PHYSICALTENANTID', path: ['cluster', 'physicalTenant'], kind: 'text' },
  {
    variable: 'CAMUNDA_CLIENT_PREFERRESTOVERGRPC',
    path: ['cluster', 'transport'],
    kind: 'boolean',
    toValue: toTransport,
  },
  { variable: 'CAMUNDA_CLIENT_AUTH_METHOD', path: ['cluster', 'auth', 'method'], kind: 'text' },
  { variable: 'CAMUNDA_CLIENT_AUTH_CLIENTID', path: ['cluster', 'auth', 'clientId'], kind: 'text' },
  { variable: 'CAMUNDA_CLIENT_AUTH_CLIENTSECRET', path: ['cluster', 'auth', 'clientSecret'], kind: 'text' },
  { variable: 'CAMUNDA_CLIENT_AUTH_TOKENURL', path: ['cluster', 'auth', 'tokenUrl'], kind: 'text' },
  { variable: 'CAMUNDA_CLIENT_AUTH_AUDIENCE', path: ['cluster', 'auth', 'audience'], kind: 'text' },
  { variable: 'CAMUNDA_CLIENT_AUTH_SCOPE', path: ['cluster', 'auth', 'scope'], kind: 'text' },
  { variable: 'CAMUNDA_CLIENT_AUTH_USERNAME', path: ['cluster', 'auth', 'username'], kind: 'text' },
  { variable: 'CAMUNDA_CLIENT_AUTH_PASSWORD', path: ['cluster', 'auth', 'password'], kind: 'text' },
  { variable: 'CAMUNDA_CLIENT_CLOUD_CLUSTERID', path: ['cluster', 'saas', 'clusterId'], kind: 'text' },
  { variable: 'CAMUNDA_CLIENT_CLOUD_REGION', path: ['cluster', 'saas', 'region'], kind: 'text' },
  { variable: 'CAMUNDA_CLIENT_CACERTIFICATEPATH', path: ['cluster', 'tls', 'caFile'], kind: 'text' },
  { variable: 'CAMUNDA_CLIENT_TENANTID', path: ['cluster', 'tenantIds'], kind: 'list' },
  {
    variable: 'CAMUNDA_CLIENT_WORKER_DEFAULTS_TENANTIDS',
    path: ['cluster', 'tenantIds'],
    kind: 'list',
  },
  {
    variable: 'CAMUNDA_CLIENT_WORKER_DEFAULTS_MAXJOBSACTIVE',
    path: ['jobs', 'maxPerConnector'],
    kind: 'number',
  },
  ...['STREAMENABLED', 'STREAM_ENABLED'].map((name) => ({
    variable: `CAMUNDA_CLIENT_WORKER_DEFAULTS_${name}`,
    path: ['jobs', 'streams'],
    kind: 'boolean' as const,
    toValue: toStreamMode,
  })),
  { variable: 'CONNECTOR_OUTBOUND_ENABLED', path: ['connectors', 'bundled'], kind: 'list' },
  { variable: 'CONNECTOR_OUTBOUND_DISABLED', path: ['connectors', 'disabled'], kind: 'list' },
  {
    variable: 'CONNECTOR_HTTP_REST_TYPE',
    path: ['connectors', 'jobTypes', 'io.camunda:http-json:1'],
    kind: 'text',
  },
  {
    variable: 'CONNECTOR_GRAPHQL_TYPE',
    path: ['connectors', 'jobTypes', 'io.camunda:connector-graphql:1'],
    kind: 'text',
  },
  { variable: 'CONNECTOR_EMAIL_TYPE', path: ['connectors', 'jobTypes', 'io.camunda:email:1'], kind: 'text' },
  {
    variable: 'CAMUNDA_CONNECTOR_SECRETRESOLVER_SECRETFILTER_MODE',
    path: ['secrets', 'scope'],
    kind: 'text',
    toValue: toSecretScope,
  },
  { variable: 'SERVER_PORT', path: ['http', 'port'], kind: 'number' },
  {
    variable: 'LOGGING_LEVEL_IO_CAMUNDA_CONNECTOR',
    path: ['log', 'level'],
    kind: 'text',
    toValue: toLogLevel,
  },
];

const ENVIRONMENT_SECRETS = 'CAMUNDA_CONNECTOR_SECRETPROVIDER_ENVIRONMENT_';
/** Read when the network is set up. */
const READ_ELSEWHERE =
  /^(CONNECTOR_HTTPS?_(PROXY|NON_PROXY)_|CAMUNDA_CONNECTOR_HTTP_BLOCK_|CAMUNDA_CONNECTOR_VALIDATION_HOSTS_)/;
const OF_JAVA = /^(CONNECTOR_|CAMUNDA_CONNECTOR_|CAMUNDA_CLIENT_)/;
/** Has no effect here: the addresses say enough. */
const HARMLESS = new Set(['CAMUNDA_CLIENT_MODE']);

export interface JavaSettings {
  readonly settings: readonly {
    readonly variable: string;
    readonly path: readonly string[];
    readonly value: unknown;
  }[];
  /** Variables of the Java runtime that are ignored. */
  readonly ignored: readonly string[];
}

/** Reads our settings from the variables of the Java connector runtime. */
export function readJavaVariables(environment: Environment): JavaSettings {
  const settings = javaVariables.flatMap(({ variable, path, kind, toValue = same }) => {
    const text = environment[variable];
    return text === undefined ? [] : [{ variable, path, value: toValue(parseVariable(kind, text)) }];
  });
  const secrets = readEnvironmentSecrets(environment);
  const known = new Set([
    ...javaVariables.map(({ variable }) => variable),
    ...ENVIRONMENT_SECRET_VARIABLES.map((name) => `${ENVIRONMENT_SECRETS}${name}`),
  ]);
  const ignored = Object.keys(environment).filter(
    (name) => OF_JAVA.test(name) && !known.has(name) && !READ_ELSEWHERE.test(name) && !HARMLESS.has(name),
  );
  return { settings: [...settings, ...secrets], ignored: ignored.sort() };
}

const same = (value: unknown): unknown => value;

const ENVIRONMENT_SECRET_VARIABLES = ['ENABLED', 'PREFIX', 'TENANTAWARE', 'PROCESSDEFINITIONAWARE'] as const;

/** In the Java runtime the environment has its own properties; here it is one provider in a list. */
function readEnvironmentSecrets(environment: Environment): JavaSettings['settings'] {
  const read = (name: (typeof ENVIRONMENT_SECRET_VARIABLES)[number]) =>
    environment[`${ENVIRONMENT_SECRETS}${name}`];
  const [enabled, prefix, tenantAware, processAware] = ENVIRONMENT_SECRET_VARIABLES.map(read);
  if ([enabled, prefix, tenantAware, processAware].every((text) => text === undefined)) return [];
  const provider = {
    type: 'environment',
    ...(prefix !== undefined && { prefix }),
    ...(tenantAware !== undefined && { tenantAware: parseVariable('boolean', tenantAware) }),
    ...(processAware !== undefined && { processAware: parseVariable('boolean', processAware) }),
  };
  return [
    {
      variable: `${ENVIRONMENT_SECRETS}*`,
      path: ['secrets', 'providers'],
      value: enabled === 'false' ? [] : [provider],
    },
  ];
}
