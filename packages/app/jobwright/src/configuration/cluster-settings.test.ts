import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clusterSettings } from './cluster-settings.ts';

let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jobwright-cluster-'));
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  for (const name of ['own', 'other']) {
    openssl(
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
      ...['-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.pem`],
    );
  }
  openssl('pkey', '-in', 'own.key', '-aes256', '-passout', 'pass:secret', '-out', 'encrypted.key');
  writeFileSync(at('text.pem'), 'hello');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rest = {
  name: 'default',
  kind: 'camunda8',
  isListed: false,
  transport: 'auto',
  connectTimeoutSeconds: 10,
} as const;

describe('what the SDK is told of the cluster', () => {
  test('SaaS: addresses, login and audience of the cluster', () => {
    const auth = { method: 'oidc', clientId: 'id', clientSecret: { env: 'CLIENT_SECRET' } } as const;
    const cluster = { ...rest, saas: { clusterId: '6f0e8e1f', region: 'bru-2' }, auth };
    expect(clusterSettings(cluster, { CLIENT_SECRET: 'secret' })).toEqual({
      ZEEBE_GRPC_ADDRESS: 'grpcs://6f0e8e1f.bru-2.zeebe.camunda.io:443',
      ZEEBE_REST_ADDRESS: 'https://bru-2.zeebe.camunda.io/6f0e8e1f',
      CAMUNDA_OAUTH_URL: 'https://login.cloud.camunda.io/oauth/token',
      CAMUNDA_ZEEBE_OAUTH_AUDIENCE: 'zeebe.camunda.io',
      CAMUNDA_AUTH_STRATEGY: 'OAUTH',
      ZEEBE_CLIENT_ID: 'id',
      ZEEBE_CLIENT_SECRET: 'secret',
    });
  });

  test('the transport, unless it is chosen by the addresses', () => {
    expect(clusterSettings({ ...rest, transport: 'rest' }, {})).toEqual({
      JOBWRIGHT_CLUSTER_TRANSPORT: 'rest',
    });
    expect(clusterSettings(rest, {})).toEqual({});
  });

  test('the physical tenant, also of one of several clusters', () => {
    const cluster = { ...rest, physicalTenant: 'risk' };
    expect(clusterSettings(cluster, {})).toEqual({ CAMUNDA_PHYSICAL_TENANT_ID: 'risk' });
    expect(clusterSettings(cluster, { CAMUNDA_PHYSICAL_TENANT_ID: 'sales' })).toEqual({});
    expect(clusterSettings({ ...cluster, isListed: true }, { CAMUNDA_PHYSICAL_TENANT_ID: 'sales' })).toEqual({
      CAMUNDA_PHYSICAL_TENANT_ID: 'risk',
    });
  });

  test('what the variables of the SDK say counts more', () => {
    const cluster = { ...rest, grpcAddress: 'grpc://a:1', auth: { method: 'none' } as const };
    expect(clusterSettings(cluster, { ZEEBE_GRPC_ADDRESS: 'grpc://b:2' })).toEqual({
      CAMUNDA_AUTH_STRATEGY: 'NONE',
    });
  });

  test('for one of several clusters, variables fill in only what it leaves out', () => {
    const cluster = { ...rest, isListed: true, grpcAddress: 'grpc://a:1' };
    expect(clusterSettings(cluster, { ZEEBE_GRPC_ADDRESS: 'grpc://b:2' })).toEqual({
      ZEEBE_GRPC_ADDRESS: 'grpc://a:1',
    });
  });

  test('files of TLS', () => {
    const tls = { caFile: at('other.pem'), certificateFile: at('own.pem'), keyFile: at('own.key') };
    expect(clusterSettings({ ...rest, tls }, {})).toEqual({
      CAMUNDA_CUSTOM_ROOT_CERT_PATH: at('other.pem'),
      CAMUNDA_CUSTOM_CERT_CHAIN_PATH: at('own.pem'),
      CAMUNDA_CUSTOM_PRIVATE_KEY_PATH: at('own.key'),
    });
  });

  test.each([
    [{ caFile: 'none.pem' }, /Cannot read .*none\.pem: it should be the authority to trust/],
    [{ caFile: 'text.pem' }, /text\.pem is not a certificate in PEM format/],
    [{ certificateFile: 'own.pem', keyFile: 'text.pem' }, /text\.pem is not a private key in PEM format/],
    [{ certificateFile: 'own.pem', keyFile: 'encrypted.key' }, /encrypted\.key is encrypted/],
    [{ certificateFile: 'own.pem', keyFile: 'other.key' }, /other\.key does not belong to the certificate/],
  ])('%j is refused at the start', (files, message) => {
    const tls = Object.fromEntries(Object.entries(files).map(([name, file]) => [name, at(file)]));
    expect(() => clusterSettings({ ...rest, tls }, {})).toThrow(message);
  });

  test('files that variables name are looked at too', () => {
    expect(() => clusterSettings(rest, { CAMUNDA_CUSTOM_ROOT_CERT_PATH: at('text.pem') })).toThrow(
      'not a certificate',
    );
  });
});
