import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCluster } from '@jobwright/camunda8';
import { startEngine } from '@jobwright/engine';
import { afterAll, expect, test } from 'vitest';
import { readConfiguration } from '../../configuration/read-configuration.ts';
import { checkSecretModels } from './check-models.ts';

const engine = await startEngine();
const folder = await mkdtemp(join(tmpdir(), 'models-'));
afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true });
});

async function check(environment: Readonly<Record<string, string>>, restAddress?: string) {
  const cluster = await openCluster({
    ZEEBE_GRPC_ADDRESS: engine.grpcAddress,
    CAMUNDA_AUTH_STRATEGY: 'NONE',
    ...(restAddress !== undefined && { ZEEBE_REST_ADDRESS: restAddress }),
  });
  try {
    const configuration = readConfiguration({ environment });
    const parts = { configuration, cluster, timeoutMs: 5_000 };
    return await checkSecretModels(parts).run(AbortSignal.timeout(5_000));
  } finally {
    await cluster.close();
  }
}

test('a cluster that gives its models is well', async () => {
  expect(await check({}, engine.restAddress)).toMatchObject({ status: 'ok' });
});

test('reports one that does not answer or refuses us', async () => {
  expect(await check({}, 'http://127.0.0.1:1')).toMatchObject({
    status: 'warning',
    message: expect.stringContaining('cannot be reached'),
  });
  const server = createServer((_, response) => void response.writeHead(401).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  expect(await check({}, `http://127.0.0.1:${port}`)).toMatchObject({
    status: 'failed',
    message: expect.stringMatching(/does not know who calls.*secrets\.models/),
  });
  server.close();
});

test('folders are looked at', async () => {
  expect(await check({ JOBWRIGHT_SECRETS_MODELS: folder })).toMatchObject({ status: 'ok' });
  expect(await check({ JOBWRIGHT_SECRETS_MODELS: join(folder, 'none') })).toMatchObject({
    status: 'failed',
    message: expect.stringContaining('cannot be read'),
  });
});

test('the scope any is a warning', async () => {
  expect(await check({ JOBWRIGHT_SECRETS_SCOPE: 'any' })).toMatchObject({ status: 'warning' });
});
