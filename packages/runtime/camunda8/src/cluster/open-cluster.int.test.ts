import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type EmbeddedEngine, startEngine } from '@jobwright/engine';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import type { ClusterClient } from './cluster-client.ts';
import { openCluster } from './open-cluster.ts';
import type { Camunda8Configuration } from './camunda8-configuration.ts';
import { processOf } from '../testing/processes.ts';

let engine: EmbeddedEngine;
const bounds = { timeoutMs: 20_000, signal: new AbortController().signal };

beforeEach(async () => {
  engine = await startEngine();
});
afterEach(() => engine.close());

async function open(overrides: Camunda8Configuration = {}): Promise<ClusterClient> {
  const cluster = await openCluster({
    ZEEBE_GRPC_ADDRESS: engine.grpcAddress,
    ZEEBE_REST_ADDRESS: engine.restAddress,
    CAMUNDA_AUTH_STRATEGY: 'NONE',
    ...overrides,
  });
  onTestFinished(() => cluster.close());
  return cluster;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('gives the topology and deploys, and the same again is the same version', async () => {
  const cluster = await open();
  expect(cluster).toMatchObject({ usesTls: false, rest: { address: engine.restAddress } });
  expect(await cluster.topology(bounds)).toMatchObject({
    gatewayVersion: '8.10.0',
    brokers: [{ partitions: [{ role: 'LEADER', health: 'HEALTHY' }] }],
  });
  const resources = [{ name: 'order.bpmn', content: Buffer.from(processOf('order', [{ type: 'a' }])) }];
  const deployed = await cluster.deploy({ resources }, bounds);
  expect(deployed).toEqual([
    {
      kind: 'process',
      id: 'order',
      version: 1,
      key: expect.stringMatching(/^\d+$/),
      resourceName: 'order.bpmn',
      tenantId: '<default>',
    },
  ]);
  expect(await cluster.deploy({ resources }, bounds)).toEqual(deployed);
});

it('says that a resource was refused, in the words of the engine', async () => {
  const cluster = await open();
  const resources = [{ name: 'broken.bpmn', content: Buffer.from('<bpmn:definitions') }];
  await expect(cluster.deploy({ resources }, bounds)).rejects.toMatchObject({
    failure: 'refused',
    message: expect.stringContaining("'broken.bpmn'"),
  });
});

it('distinguishes a cluster that is away from one that says nothing', async () => {
  const away = await open({ ZEEBE_GRPC_ADDRESS: 'grpc://127.0.0.1:9' });
  await expect(away.topology(bounds)).rejects.toMatchObject({ failure: 'unreachable' });
  const silent = await listen(createServer());
  const mute = await open({ ZEEBE_GRPC_ADDRESS: silent.replace('http:', 'grpc:') });
  await expect(mute.topology({ ...bounds, timeoutMs: 300 })).rejects.toMatchObject({
    failure: expect.stringMatching(/timeout|unreachable/),
  });
});

it('names a token endpoint that refuses, and never the secret', async () => {
  const url = await listen(
    createServer((_request, response) => {
      response.writeHead(401, { 'Content-Type': 'application/json' });
      response.end('{"error":"invalid_client"}');
    }),
  );
  const cluster = await open({
    CAMUNDA_AUTH_STRATEGY: 'OAUTH',
    CAMUNDA_OAUTH_URL: `${url}/token`,
    ZEEBE_CLIENT_ID: 'connectors',
    ZEEBE_CLIENT_SECRET: 's3cret',
    CAMUNDA_ZEEBE_OAUTH_AUDIENCE: 'zeebe',
    CAMUNDA_TOKEN_DISK_CACHE_DISABLE: true,
  });
  const refused: unknown = await cluster.topology(bounds).catch((error: unknown) => error);
  expect(refused).toMatchObject({ failure: 'token', message: expect.stringContaining('401') });
  expect(String(refused)).not.toContain('s3cret');
});

it('ends a wait when it is cancelled', async () => {
  const silent = await listen(createServer(() => undefined));
  const cluster = await open({
    CAMUNDA_AUTH_STRATEGY: 'OAUTH',
    CAMUNDA_OAUTH_URL: `${silent}/token`,
    ZEEBE_CLIENT_ID: 'connectors',
    ZEEBE_CLIENT_SECRET: 's3cret',
    CAMUNDA_TOKEN_DISK_CACHE_DISABLE: true,
  });
  const stop = new AbortController();
  const waiting = cluster.topology({ timeoutMs: 60_000, signal: stop.signal });
  stop.abort(new Error('stopped'));
  await expect(waiting).rejects.toMatchObject({ failure: 'tokenEndpoint', message: 'stopped' });
});
