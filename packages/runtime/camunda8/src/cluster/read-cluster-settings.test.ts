import { createLocalhostCertificate } from '@jobwright/test-servers';
import { ClusterSettingsError } from '@jobwright/runtime';
import { describe, expect, test } from 'vitest';
import { ClusterVariableError } from './cluster-settings.ts';
import { readClusterSettings } from './read-cluster-settings.ts';

const client = {
  ZEEBE_CLIENT_ID: 'me',
  ZEEBE_CLIENT_SECRET: 's3cret',
  CAMUNDA_OAUTH_URL: 'http://issuer/token',
};

test('without anything: a cluster on this machine', () => {
  expect(readClusterSettings({}, {})).toEqual({
    transport: 'grpc',
    grpcAddress: 'localhost:26500',
    usesTls: false,
    restAddress: 'http://localhost:8080',
    tenantId: '<default>',
    tls: {},
    authentication: { method: 'none' },
    keepalive: { timeMs: 45_000, timeoutMs: 10_000 },
    userAgent: undefined,
  });
});

describe('the address', () => {
  test.each([
    [{ ZEEBE_GRPC_ADDRESS: 'grpc://zeebe:26500' }, 'zeebe:26500', false],
    [{ ZEEBE_GRPC_ADDRESS: 'grpcs://zeebe:443/' }, 'zeebe:443', true],
    [{ ZEEBE_GRPC_ADDRESS: 'grpc://[::1]:26500' }, '[::1]:26500', false],
    [{ ZEEBE_GRPC_ADDRESS: 'zeebe:26500' }, 'zeebe:26500', true],
    [{ ZEEBE_ADDRESS: 'zeebe:26500', ZEEBE_INSECURE_CONNECTION: 'true' }, 'zeebe:26500', false],
    [{ ZEEBE_ADDRESS: 'zeebe:26500', CAMUNDA_SECURE_CONNECTION: 'false' }, 'zeebe:26500', false],
    [{ ZEEBE_ADDRESS: 'old:1', ZEEBE_GRPC_ADDRESS: 'grpc://new:2' }, 'new:2', false],
    [{ ZEEBE_GRPC_ADDRESS: '' }, 'localhost:26500', false],
  ])('%o', (environment, grpcAddress, usesTls) => {
    expect(readClusterSettings({}, environment)).toMatchObject({ grpcAddress, usesTls });
  });

  test.each(['http://zeebe:26500', 'grpc://', 'grpc://a/b'])('%s is none', (address) => {
    expect(() => readClusterSettings({ ZEEBE_GRPC_ADDRESS: address }, {})).toThrow(ClusterSettingsError);
  });

  test('what is given counts more than the environment, what is undefined does not', () => {
    const environment = { ZEEBE_GRPC_ADDRESS: 'grpc://theirs:1', ZEEBE_REST_ADDRESS: 'http://theirs' };
    const given = { ZEEBE_GRPC_ADDRESS: 'grpc://ours:1', ZEEBE_REST_ADDRESS: undefined };
    expect(readClusterSettings(given, environment)).toMatchObject({
      grpcAddress: 'ours:1',
      restAddress: 'http://theirs',
    });
  });
});

describe('the transport', () => {
  const rest = { ZEEBE_REST_ADDRESS: 'http://zeebe:8080' };
  const grpc = { ZEEBE_GRPC_ADDRESS: 'grpc://zeebe:26500' };
  test.each([
    [{}, 'grpc'],
    [rest, 'rest'],
    [{ ...rest, ...grpc }, 'grpc'],
    [{ ...rest, ZEEBE_ADDRESS: 'zeebe:26500' }, 'grpc'],
    [{ ...rest, ZEEBE_GRPC_ADDRESS: '' }, 'rest'],
    [{ ...rest, JOBWRIGHT_CLUSTER_TRANSPORT: 'grpc' }, 'grpc'],
    [{ ...rest, ...grpc, JOBWRIGHT_CLUSTER_TRANSPORT: 'rest' }, 'rest'],
    [{ ...rest, ...grpc, JOBWRIGHT_CLUSTER_TRANSPORT: 'auto' }, 'grpc'],
  ])('of %o is %s', (environment, transport) => {
    expect(readClusterSettings({}, environment).transport).toBe(transport);
  });

  test('is one of three', () => {
    expect(() => readClusterSettings({}, { JOBWRIGHT_CLUSTER_TRANSPORT: 'http' })).toThrow(
      'JOBWRIGHT_CLUSTER_TRANSPORT: http (expected one of auto, grpc, rest)',
    );
  });
});

describe('the authority to trust', () => {
  test('as a file, or as text', async () => {
    const { certificate } = await createLocalhostCertificate();
    expect(readClusterSettings({}, { CAMUNDA_CUSTOM_ROOT_CERT_STRING: certificate }).tls).toEqual({
      ca: certificate,
    });
    const both = { CAMUNDA_CUSTOM_ROOT_CERT_STRING: certificate, CAMUNDA_CUSTOM_ROOT_CERT_PATH: 'ca.pem' };
    expect(readClusterSettings({}, both).tls).toMatchObject({ caFile: 'ca.pem' });
  });

  test('text that is not a certificate is refused and not repeated', () => {
    const read = () => readClusterSettings({}, { CAMUNDA_CUSTOM_ROOT_CERT_STRING: 'MARKER' });
    expect(read).toThrow(ClusterVariableError);
    expect(read).toThrow('CAMUNDA_CUSTOM_ROOT_CERT_STRING: (expected a certificate in PEM form)');
  });
});

describe('authentication', () => {
  test.each([
    [{ CAMUNDA_AUTH_STRATEGY: 'NONE', ...client }, { method: 'none' }],
    [{ CAMUNDA_OAUTH_DISABLED: 'true', CAMUNDA_AUTH_STRATEGY: 'OAUTH' }, { method: 'none' }],
    [
      {
        CAMUNDA_AUTH_STRATEGY: 'BASIC',
        CAMUNDA_BASIC_AUTH_USERNAME: 'demo',
        CAMUNDA_BASIC_AUTH_PASSWORD: 'pass',
      },
      { method: 'basic', username: 'demo', password: 'pass' },
    ],
    [
      { CAMUNDA_AUTH_STRATEGY: 'BEARER', CAMUNDA_OAUTH_TOKEN: 'abc' },
      { method: 'bearer', token: 'abc' },
    ],
    [
      { ...client, CAMUNDA_TOKEN_SCOPE: 'all' },
      {
        method: 'oidc',
        tokenUrl: 'http://issuer/token',
        clientId: 'me',
        clientSecret: 's3cret',
        audience: 'zeebe.camunda.io',
        scope: 'all',
      },
    ],
    [
      { ...client, CAMUNDA_AUTH_STRATEGY: 'OAUTH', CAMUNDA_ZEEBE_OAUTH_AUDIENCE: 'zeebe-api' },
      { method: 'oidc', audience: 'zeebe-api' },
    ],
  ])('%o', (environment, authentication) => {
    expect(readClusterSettings({}, environment).authentication).toMatchObject(authentication);
  });

  test.each([
    [{ CAMUNDA_AUTH_STRATEGY: 'OAUTH' }, 'CAMUNDA_OAUTH_URL'],
    [{ ...client, ZEEBE_CLIENT_SECRET: '', CAMUNDA_AUTH_STRATEGY: 'OAUTH' }, 'ZEEBE_CLIENT_SECRET'],
    [{ CAMUNDA_AUTH_STRATEGY: 'BASIC' }, 'CAMUNDA_BASIC_AUTH_USERNAME'],
    [{ CAMUNDA_AUTH_STRATEGY: 'BEARER' }, 'CAMUNDA_OAUTH_TOKEN'],
  ])('%o lacks something', (environment, name) => {
    expect(() => readClusterSettings({}, environment)).toThrow(
      `The settings of the cluster are incomplete (Missing required configuration ${name}): set`,
    );
  });
});

test.each([
  ['CAMUNDA_AUTH_STRATEGY', 'WRONG', 'expected one of NONE, BASIC, BEARER, OAUTH'],
  ['CAMUNDA_SECURE_CONNECTION', 'maybe', 'expected true or false'],
  ['GRPC_KEEPALIVE_TIME_MS', '-1', 'expected milliseconds'],
])('%s=%s is refused', (name, value, problem) => {
  const read = () => readClusterSettings({}, { [name]: value });
  expect(read).toThrow(ClusterVariableError);
  expect(read).toThrow(`${name}: ${value} (${problem})`);
});
