import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { CommandError } from '../command-line/command-error.ts';
import { settingVariables } from './environment-variables.ts';
import { readJavaVariables } from './java-variables/java-variables.ts';
import { listClusters } from './list-clusters.ts';
import { readConfiguration } from './read-configuration.ts';

async function fileOf(yaml: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jobwright-configuration-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'jobwright.yaml');
  await writeFile(path, yaml);
  return path;
}

const failureOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    if (error instanceof CommandError) return error.message;
    throw error;
  }
  throw new Error('It was accepted');
};
const refusal = async (yaml: string, environment = {}) => {
  const file = await fileOf(yaml);
  return failureOf(() => readConfiguration({ file, environment })).replaceAll(file, 'FILE');
};

describe('the configuration', () => {
  test('names secrets by the model unless it says otherwise', () => {
    const scopeOf = (environment: Readonly<Record<string, string>>) =>
      readConfiguration({ environment }).secrets.scope;
    expect(scopeOf({})).toBe('model');
    expect(scopeOf({ JOBWRIGHT_SECRETS_SCOPE: 'any' })).toBe('any');
    for (const mode of ['LAX', 'strict'])
      expect(scopeOf({ CAMUNDA_CONNECTOR_SECRETRESOLVER_SECRETFILTER_MODE: mode })).toBe('model');
    expect(readConfiguration({ environment: { JOBWRIGHT_SECRETS_MODELS: 'a,b' } }).secrets.models).toEqual([
      'a',
      'b',
    ]);
  });

  test('has defaults for all that can be left out', () => {
    expect(readConfiguration({ environment: {} })).toMatchObject({
      cluster: { connectTimeoutSeconds: 10 },
      connectors: { modules: [] },
      jobs: { drainTimeoutSeconds: 20, maxDurationSeconds: 300 },
      secrets: { providers: [{ type: 'environment', prefix: 'SECRET_' }], cacheSeconds: 60, audit: false },
      http: { host: '127.0.0.1' },
      log: { level: 'info' },
    });
  });

  test('is a YAML file, and a variable counts more', async () => {
    const file = await fileOf(`
cluster:
  grpcAddress: grpc://zeebe:26500
  auth: { method: oidc, clientId: jobwright, clientSecret: { env: CLIENT_SECRET }, tokenUrl: "https://id.example/token" }
jobs:
  maxConcurrent: 64
  maxPerConnector: { "io.camunda:email:1": 8 }
secrets:
  providers:
    - { type: files, directory: /run/secrets }
    - type: vault
      address: https://vault.example:8200
      login: { kind: kubernetes, role: connectors }
      prefix: jobwright/
log: { level: warn }
`);
    const configuration = readConfiguration({
      file,
      environment: {
        JOBWRIGHT_JOBS_MAX_CONCURRENT: '16',
        JOBWRIGHT_CONNECTORS_BUNDLED: 'io.camunda:http-json:1, io.camunda:email:1',
        JOBWRIGHT_CLUSTER_CONNECT_TIMEOUT_SECONDS: 'forever',
        JOBWRIGHT_SECRETS_AUDIT: 'true',
      },
    });
    expect(configuration).toMatchObject({
      cluster: { grpcAddress: 'grpc://zeebe:26500', connectTimeoutSeconds: 'forever' },
      connectors: { bundled: ['io.camunda:http-json:1', 'io.camunda:email:1'] },
      jobs: { maxConcurrent: 16, maxPerConnector: { 'io.camunda:email:1': 8 } },
      secrets: { audit: true, providers: [{ type: 'files' }, { type: 'vault', prefix: 'jobwright/' }] },
      log: { level: 'warn' },
    });
  });

  test.each([
    ['cluster: { grpcAdress: grpc://x:1 }', 'unknown key cluster.grpcAdress, did you mean grpcAddress?'],
    ['job: { maxConcurrent: 3 }', 'unknown key job, did you mean jobs?'],
    ['cluster: { kubernetes: true }', 'unknown key cluster.kubernetes'],
    [
      'secrets: { providers: [{ type: vault, address: "https://v", login: { kind: token, token: x }, adress: y }] }',
      'unknown key secrets.providers.0.adress, did you mean address?',
    ],
    ['jobs: { maxConcurrent: 0 }', 'jobs.maxConcurrent: '],
    ['secrets: { providers: [{ type: vaultt }] }', 'secrets.providers.0.type: '],
    ['cluster: { tls: { keyFile: k.pem } }', 'certificateFile and keyFile must be set together'],
    ['http: { adminToken: {} }', 'http.adminToken: Expected a string, { env: NAME } or { file: PATH }'],
    [
      'network: { deny: ["10.0.0.0/99"], limits: {"*": { maxConcurrent: 0 } } }',
      'The configuration (FILE) is wrong: network.deny: expected an address range such as 10.0.0.0/8, got "10.0.0.0/99"; network.limits.*.maxConcurrent: Too small',
    ],
    [
      'network: { limits: { "*": { maxConcurrrent: 3 } } }',
      'unknown key network.limits.*.maxConcurrrent, did you mean maxConcurrent?',
    ],
    [
      'network: { limits: { "*": { circuitBreaker: { failure: 3, openMs: 1 } } } }',
      'unknown key network.limits.*.circuitBreaker.failure, did you mean failures?',
    ],
    [
      'network: { limits: { "a b": {} } }',
      'network.limits.a b: expected an origin, a host name, *.name or *',
    ],
    ['clusters: [{ grpcAddress: "grpc://a:1" }]', 'clusters.0.name: '],
    ['clusters: [{ name: a }, { name: a }]', 'clusters: Two clusters are named a'],
    [
      'clusters: [{ name: a, grpcAdress: x }]',
      'unknown key clusters.0.grpcAdress, did you mean grpcAddress?',
    ],
    ['clusters: [{ name: a, kind: camunda6 }]', 'clusters.0.kind: '],
    ['cluster: {}\nclusters: [{ name: a }]', 'cluster: it applies to a single cluster, but clusters is set'],
    ['- a', 'FILE: expected sections such as cluster: and jobs:'],
    ['jobs: [', 'FILE is not valid YAML: '],
    ['a: &a [x]\nb: &b [*a, *a, *a, *a]\nc: [*b, *b, *b, *b, *b, *b]\nc2: [*b]', 'unknown key a'],
  ])('refuses %j by name', async (yaml, message) => {
    expect(await refusal(yaml)).toContain(message);
  });

  test('names the variable that is wrong, and repeats no value', async () => {
    const message = failureOf(() =>
      readConfiguration({
        environment: { JOBWRIGHT_JOBS_MAX_CONCURRENT: 'hush-many', JOBWRIGHT_LOG_LEVEL: 'loud' },
      }),
    );
    expect(message).toContain('JOBWRIGHT_JOBS_MAX_CONCURRENT: ');
    expect(message).toContain('JOBWRIGHT_LOG_LEVEL: ');
    expect(message).not.toContain('hush');
    expect(await refusal('cluster: { auth: { method: basic, password: hush } }')).not.toContain('hush');
  });

  test('clusters are one, or a list', async () => {
    const namesOf = async (yaml: string) =>
      listClusters(readConfiguration({ file: await fileOf(yaml), environment: {} })).map(({ name }) => name);
    expect(await namesOf('')).toEqual(['default']);
    expect(await namesOf('cluster: { name: main }')).toEqual(['main']);
    expect(await namesOf('clusters: [{ name: a }, { name: b, kind: camunda8 }]')).toEqual(['a', 'b']);
    expect(await refusal('clusters: [{ name: a }]', { CAMUNDA_CLIENT_GRPCADDRESS: 'http://z:1' })).toContain(
      'CAMUNDA_CLIENT_GRPCADDRESS: it applies to a single cluster',
    );
  });

  test('a file that is not there is one line', () => {
    expect(failureOf(() => readConfiguration({ file: '/none.yaml', environment: {} }))).toBe(
      'Cannot read the configuration file /none.yaml',
    );
  });

  test('a setting has one name in file, variable and option', () => {
    const names = settingVariables.map(({ variable }) => variable);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !name.startsWith('JOBWRIGHT_'))).toEqual([
      'OTEL_EXPORTER_OTLP_ENDPOINT',
      'OTEL_SERVICE_NAME',
    ]);
    const find = (key: string) => settingVariables.find(({ path }) => path.join('.') === key);
    expect(find('jobs.maxConcurrent')).toMatchObject({ variable: 'JOBWRIGHT_JOBS_MAX_CONCURRENT' });
    expect(find('network.limits')).toMatchObject({ variable: 'JOBWRIGHT_NETWORK_LIMITS', kind: 'json' });
    expect(settingVariables.flatMap(({ option }) => (option === undefined ? [] : [option]))).toEqual([
      '--connectors-bundled',
      '--connectors-modules',
      '--jobs-drain-timeout-seconds',
      '--http-port',
    ]);
  });

  test.each<readonly [string, Readonly<Record<string, unknown>>, object]>([
    ['http: { port: 1 }', {}, { port: 1 }],
    ['http: { port: 1 }', { JOBWRIGHT_HTTP_PORT: '2' }, { port: 2 }],
    ['http: { port: 1 }', { JOBWRIGHT_HTTP_PORT: '2', flag: 3 }, { port: 3 }],
  ])(
    'the option counts more than the variable, that more than the file: %s %j',
    async (yaml, given, http) => {
      const { flag, ...environment } = given;
      const file = await fileOf(yaml);
      const flags = { httpPort: flag, variables: '{}' };
      expect(
        readConfiguration({ file, environment: environment as Record<string, string>, flags }).http,
      ).toMatchObject(http);
    },
  );

  test('a wrong value is named as it was given: key, variable or option', async () => {
    expect(await refusal('http: { port: 99999 }')).toContain('http.port: ');
    expect(await refusal('', { JOBWRIGHT_HTTP_PORT: '99999' })).toContain('JOBWRIGHT_HTTP_PORT: ');
    expect(failureOf(() => readConfiguration({ environment: {}, flags: { httpPort: 99_999 } }))).toContain(
      '--http-port: ',
    );
    expect(await refusal('', { JOBWRIGHT_NETWORK_LIMITS: '{"*": {"maxConcurrent": 0}}' })).toContain(
      'JOBWRIGHT_NETWORK_LIMITS: *.maxConcurrent: ',
    );
  });

  test.each([
    [
      'cluster: { auth: none }',
      'cluster.auth: Expected an object with method (none, basic or oidc), such as { method: none }',
    ],
    ['cluster: { auth: { method: oauth } }', 'cluster.auth.method: Expected none, basic or oidc'],
    ['cluster: { kind: zeebe }', 'cluster.kind: Expected camunda8 or camunda7'],
    [
      'network: { limits: { "*": 5 } }',
      'network.limits.*: Expected an object with some of requestsPerSecond',
    ],
    ['expressions:', 'expressions: Expected an object with some of version'],
  ])('says what to write instead of %s', async (text, problem) => {
    expect(await refusal(text)).toContain(problem);
  });

  test('none as an option is an empty list', () => {
    const { connectors } = readConfiguration({ environment: {}, flags: { connectorsBundled: ['none'] } });
    expect(connectors.bundled).toEqual([]);
  });

  test.each<readonly [string, boolean | readonly string[]]>([
    ['true', true],
    ['false', false],
    ['./a.mjs, @acme/b', ['./a.mjs', '@acme/b']],
  ])('isolates all further connectors, none, or those of a list: %s', (text, isolated) => {
    const { connectors } = readConfiguration({ environment: { JOBWRIGHT_CONNECTORS_ISOLATED: text } });
    expect(connectors.isolated).toEqual(isolated);
  });

  test("takes the Java runtime's variables that have a meaning here, and knows those that have none", () => {
    const environment = {
      CAMUNDA_CLIENT_MODE: 'self-managed',
      CAMUNDA_CLIENT_GRPCADDRESS: 'http://zeebe:26500',
      CAMUNDA_CLIENT_AUTH_METHOD: 'oidc',
      CAMUNDA_CLIENT_AUTH_CLIENTID: 'connectors',
      CAMUNDA_CLIENT_AUTH_CLIENTSECRET: 'x',
      CAMUNDA_CLIENT_WORKER_DEFAULTS_MAXJOBSACTIVE: '500',
      CAMUNDA_CLIENT_WORKER_DEFAULTS_STREAM_ENABLED: 'false',
      CAMUNDA_CONNECTOR_SECRETPROVIDER_ENVIRONMENT_PREFIX: 'MY_',
      CAMUNDA_CONNECTOR_SECRETPROVIDER_ENVIRONMENT_TENANTAWARE: 'true',
      CAMUNDA_CONNECTOR_SECRETRESOLVER_SECRETFILTER_MODE: 'DISABLED',
      CONNECTOR_OUTBOUND_DISABLED: 'io.camunda:email:1',
      CONNECTOR_HTTP_REST_TYPE: 'my-http',
      LOGGING_LEVEL_IO_CAMUNDA_CONNECTOR: 'TRACE',
      CONNECTOR_HTTP_PROXY_HOST: 'proxy',
      CAMUNDA_CONNECTOR_POLLING_ENABLED: 'false',
      CONNECTOR_EMAIL_TIMEOUT: '1000',
      JOBWRIGHT_LOG_LEVEL: 'error',
    };
    expect(readConfiguration({ environment })).toMatchObject({
      cluster: { grpcAddress: 'grpc://zeebe:26500', auth: { method: 'oidc', clientId: 'connectors' } },
      jobs: { maxPerConnector: 500, streams: 'off' },
      secrets: { scope: 'any', providers: [{ type: 'environment', prefix: 'MY_', tenantAware: true }] },
      connectors: {
        disabled: ['io.camunda:email:1'],
        jobTypes: { 'io.camunda:http-json:1': 'my-http' },
      },
      log: { level: 'error' },
    });
    expect(readJavaVariables(environment).ignored).toEqual([
      'CAMUNDA_CONNECTOR_POLLING_ENABLED',
      'CONNECTOR_EMAIL_TIMEOUT',
    ]);
  });
});
