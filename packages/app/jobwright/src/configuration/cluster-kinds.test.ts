import { describe, expect, test } from 'vitest';
import { CommandError } from '../command-line/command-error.ts';
import { configurationSchema } from './configuration.schema.ts';
import { engineSettings } from './engine-settings.ts';
import { listUnknownVariables, settingVariables } from './environment-variables.ts';
import type { Environment } from './environment.ts';
import { listClusters } from './list-clusters.ts';
import { listSettings } from './list-settings.ts';
import { readConfiguration } from './read-configuration.ts';

const URL = 'http://localhost:8080/engine-rest';
const refusal = (environment: Environment): string => {
  try {
    readConfiguration({ environment });
  } catch (error) {
    if (error instanceof CommandError) return error.message;
    throw error;
  }
  throw new Error('It was accepted');
};
const settingsOf = (cluster: object, environment: Environment = {}) => {
  const [only] = listClusters(configurationSchema.parse({ cluster: { kind: 'camunda7', ...cluster } }));
  if (only?.kind !== 'camunda7') throw new Error('Another kind');
  return engineSettings(only, environment);
};

describe('a cluster', () => {
  test('is of Camunda 8 unless it says otherwise, also one of several', () => {
    const clusters = [{ name: 'east' }, { name: 'west', kind: 'camunda7', url: URL }];
    expect(configurationSchema.parse({}).cluster.kind).toBe('camunda8');
    expect(configurationSchema.parse({ clusters }).clusters?.map(({ kind }) => kind)).toEqual([
      'camunda8',
      'camunda7',
    ]);
  });

  test('of Camunda 7 is set by variables, named as in the file', () => {
    const environment = {
      JOBWRIGHT_CLUSTER_KIND: 'camunda7',
      JOBWRIGHT_CLUSTER_URL: `${URL},http://other:8080/engine-rest`,
      JOBWRIGHT_CLUSTER_ENGINE: 'orders',
      JOBWRIGHT_CLUSTER_AUTH_METHOD: 'basic',
      JOBWRIGHT_CLUSTER_AUTH_USERNAME: 'demo',
      JOBWRIGHT_CLUSTER_AUTH_PASSWORD: 'secret',
      JOBWRIGHT_CLUSTER_TOPICS: '{"io.camunda:http-json:1":["http","rest"]}',
      JOBWRIGHT_CLUSTER_PROCESS_DEFINITION_KEYS: 'order,invoice',
      JOBWRIGHT_CLUSTER_WITHOUT_TENANT: 'true',
      JOBWRIGHT_CLUSTER_LOCK_DURATION_SECONDS: '30',
      JOBWRIGHT_CLUSTER_MAX_CONCURRENT: '20',
      JOBWRIGHT_CLUSTER_TLS_CA_FILE: '/ca.pem',
    };
    expect(listUnknownVariables(environment)).toEqual([]);
    expect(readConfiguration({ environment }).cluster).toEqual({
      kind: 'camunda7',
      name: 'default',
      url: [URL, 'http://other:8080/engine-rest'],
      engine: 'orders',
      auth: { method: 'basic', username: 'demo', password: 'secret' },
      topics: { 'io.camunda:http-json:1': ['http', 'rest'] },
      processDefinitionKeys: ['order', 'invoice'],
      withoutTenant: true,
      lockDurationSeconds: 30,
      maxTextCharacters: 4_000,
      maxDocumentBytes: 20_971_520,
      maxConcurrent: 20,
      connectTimeoutSeconds: 10,
      tls: { caFile: '/ca.pem' },
    });
  });

  test.each<readonly [string, Environment, string]>([
    [
      'a key of the other kind',
      { JOBWRIGHT_CLUSTER_URL: URL },
      'JOBWRIGHT_CLUSTER_URL belongs to kind camunda7: set cluster.kind to camunda7, or remove it',
    ],
    [
      'a key of the other kind, by variables',
      { JOBWRIGHT_CLUSTER_KIND: 'camunda7', JOBWRIGHT_CLUSTER_URL: URL, JOBWRIGHT_CLUSTER_TRANSPORT: 'rest' },
      'JOBWRIGHT_CLUSTER_TRANSPORT belongs to kind camunda8: set JOBWRIGHT_CLUSTER_KIND to camunda8, or remove it',
    ],
    [
      'a kind that does not exist',
      { JOBWRIGHT_CLUSTER_KIND: 'zeebe' },
      'JOBWRIGHT_CLUSTER_KIND: Expected camunda8 or camunda7',
    ],
    [
      'no address',
      { JOBWRIGHT_CLUSTER_KIND: 'camunda7' },
      'cluster.url: Expected the address of the REST API',
    ],
    [
      'credentials in the address',
      { JOBWRIGHT_CLUSTER_KIND: 'camunda7', JOBWRIGHT_CLUSTER_URL: 'http://a:b@host/engine-rest' },
      'JOBWRIGHT_CLUSTER_URL',
    ],
    [
      'no token URL',
      {
        JOBWRIGHT_CLUSTER_KIND: 'camunda7',
        JOBWRIGHT_CLUSTER_URL: URL,
        JOBWRIGHT_CLUSTER_AUTH_METHOD: 'oidc',
        JOBWRIGHT_CLUSTER_AUTH_CLIENT_ID: 'id',
        JOBWRIGHT_CLUSTER_AUTH_CLIENT_SECRET: 'secret',
      },
      'cluster.auth.tokenUrl: Expected the token URL',
    ],
    [
      'tenants and none',
      {
        JOBWRIGHT_CLUSTER_KIND: 'camunda7',
        JOBWRIGHT_CLUSTER_URL: URL,
        JOBWRIGHT_CLUSTER_TENANT_IDS: 'a',
        JOBWRIGHT_CLUSTER_WITHOUT_TENANT: 'true',
      },
      'JOBWRIGHT_CLUSTER_WITHOUT_TENANT: It excludes jobs of tenants',
    ],
  ])('is refused by name with advice: %s', (_, environment, message) => {
    expect(refusal(environment)).toContain(message);
  });
});

test('an engine is given its address, name and credentials', () => {
  expect(settingsOf({ url: `${URL}/`, engine: 'orders' })).toEqual({
    url: [`${URL}/engine/orders`],
    tls: {},
  });
  const password = { env: 'PASSWORD' };
  expect(
    settingsOf({ url: [URL], auth: { method: 'basic', username: 'demo', password } }, { PASSWORD: 'p' }),
  ).toMatchObject({ authentication: { method: 'basic', username: 'demo', password: 'p' } });
  const oidc = { method: 'oidc', clientId: 'c', clientSecret: 's', tokenUrl: 'https://id.example/token' };
  expect(settingsOf({ url: URL, auth: oidc }).authentication).toMatchObject(oidc);
  expect(() => settingsOf({ url: URL, tls: { caFile: '/none.pem' } })).toThrow('Cannot read /none.pem');
});

test('settings say which kind they belong to', () => {
  const described = new Map(listSettings().map(({ key, description }) => [key, description]));
  expect(described.get('cluster.url')).toMatch(/\(camunda7\)$/);
  expect(described.get('cluster.grpcAddress')).toMatch(/\(camunda8\)$/);
  expect(described.get('cluster.maxConcurrent')).not.toMatch(/\(camunda.\)$/);
  expect([...described.keys()].filter((key) => key.startsWith('clusters'))).toEqual(['clusters']);
});

test('each variable is named beside its setting', () => {
  const named = new Set(listSettings().map(({ variable }) => variable));
  expect(settingVariables.filter(({ variable }) => !named.has(variable))).toEqual([]);
});
