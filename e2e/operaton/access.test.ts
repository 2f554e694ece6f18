import { camunda7, type Camunda7Options } from '@jobwright/camunda7';
import { ClusterUnreachableError, startConnectors } from '@jobwright/runtime';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { workOn } from '../src/scenarios/work-on.ts';
import { connectCamunda7World } from './testing/camunda7-world.ts';
import { type EngineGateways, startEngineGateways } from './testing/start-engine-gateways.ts';

const world = connectCamunda7World(inject('engineUrl'));
const folder = mkdtempSync(join(tmpdir(), 'jobwright-access-'));
let access: EngineGateways;

beforeAll(async () => {
  access = await startEngineGateways(world.url);
});
afterAll(async () => {
  await access.stop();
  rmSync(folder, { recursive: true });
});

const fileOf = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

async function run(options: Camunda7Options): Promise<void> {
  const process = await world.deploy();
  const workers = await startConnectors({
    connectors: [workOn(process.jobType, async () => ({}))],
    clusters: [camunda7({ connectTimeoutMs: 2_000, ...options })],
  });
  onTestFinished(() => workers.close({ timeoutMs: 0 }));
  await process.result();
}

test('basic authentication', async () => {
  const { basic } = access.gateways;
  const url = access.urlOf(basic);
  const { username, password } = basic;
  await run({ url, authentication: { method: 'basic', username, password } });
  await expect(
    run({ url, authentication: { method: 'basic', username, password: 'wrong' } }),
  ).rejects.toThrow(ClusterUnreachableError);
});

test('tokens of an OpenID provider, renewed while it works', async () => {
  const { tokenUrl, clientId, clientSecret, audience } = access.provider;
  access.provider.setLifeSeconds(1);
  const before = access.provider.countTokens();
  const url = access.urlOf(access.gateways.bearer);
  const authentication = { method: 'oidc', tokenUrl, clientId, clientSecret, audience } as const;
  await run({ url, authentication });
  expect(access.provider.countTokens()).toBeGreaterThan(before);
  access.provider.setLifeSeconds(3_600);
  await run({ url, authentication });
  await expect(run({ url, authentication: { ...authentication, clientSecret: 'wrong' } })).rejects.toThrow(
    ClusterUnreachableError,
  );
});

test('TLS with an authority of its own, and certificates of clients', async () => {
  const { tls, mtls, authority } = access.gateways;
  const client = await authority.issueClient('connectors');
  const ca = authority.certificate;
  await run({ url: access.urlOf(tls), tls: { ca } });
  await expect(run({ url: access.urlOf(tls) })).rejects.toThrow(ClusterUnreachableError);
  const certificateFile = fileOf('client.pem', client.certificate);
  const keyFile = fileOf('client.key', client.key);
  await run({ url: access.urlOf(mtls), tls: { ca, certificateFile, keyFile } });
  await expect(run({ url: access.urlOf(mtls), tls: { ca } })).rejects.toThrow(ClusterUnreachableError);
});
