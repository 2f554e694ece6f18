import { defineConnector } from '@jobwright/connector-sdk';
import { expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { createConnectorRuntime } from '../connector-runtime.ts';
import type { JobObserver } from '../observe/job-observer.ts';
import { createFakeChannel, createJob } from '../testing/fake-channel.ts';
import type { ClusterAdapter, ClusterStartOptions, ConnectorWorkers } from './cluster-adapter.ts';
import { ClusterUnreachableError } from './cluster-errors.ts';
import { startConnectors } from './start-connectors.ts';
import type { StartConnectorsOptions } from './start-options.ts';

const TYPE = 'acme:work:1';
const seen: string[] = [];
const connector = defineConnector({
  type: TYPE,
  name: 'Work',
  input: z.object({}),
  output: z.unknown(),
  run: async (_input, { idempotencyKey, logger }) => {
    seen.push(idempotencyKey);
    logger.info({}, 'at work');
  },
});

/** A cluster without an engine: jobs are handed to `runtimeOf(cluster)`. */
function clusterOf(name: string | undefined, more: Partial<ClusterAdapter> = {}) {
  const given: ClusterStartOptions[] = [];
  let runtime: ReturnType<typeof createConnectorRuntime> | undefined;
  const adapter: ClusterAdapter = {
    kind: 'fake',
    name,
    connectTimeoutMs: 1_000,
    start: (options): Promise<ConnectorWorkers> => {
      given.push(options);
      const started = createConnectorRuntime(options);
      runtime = started;
      return Promise.resolve({
        runtime: started,
        isConnected: true,
        close: () => started.drain({ timeoutMs: 0 }),
      });
    },
    ...more,
  };
  const accept = (key: string) => runtime?.accept(createJob({ key }), createFakeChannel());
  return { adapter, given, accept };
}

const never = (options: ClusterStartOptions): Promise<never> =>
  new Promise((_resolve, reject) => {
    options.signal.addEventListener('abort', () => reject(new ClusterUnreachableError('stopped')));
  });

async function start(options: Omit<StartConnectorsOptions, 'connectors'>) {
  const started = await startConnectors({ connectors: [connector], ...options });
  onTestFinished(() => started.close({ timeoutMs: 0 }));
  return started;
}

it('records nothing under a name while there is one cluster without one', async () => {
  const { adapter, given } = clusterOf(undefined);
  const forCluster = vi.fn();
  const observer: JobObserver = { activated: () => ({}), forCluster };
  const started = await start({ clusters: [adapter], observers: [observer], idempotencyNamespace: 'shop:' });
  expect(given[0]).toMatchObject({ idempotencyNamespace: 'shop:', connectTimeoutMs: 1_000 });
  expect(forCluster).not.toHaveBeenCalled();
  expect(started.clusters.map(({ name, kind }) => [name, kind])).toEqual([[undefined, 'fake']]);
});

it('gives logs, observers, marks and idempotency keys the name of each of several clusters', async () => {
  const east = clusterOf('east');
  const west = clusterOf('west');
  const lines: unknown[] = [];
  const line = (fields: object) => void lines.push(fields);
  const names: string[] = [];
  const observerOf = (name?: string): JobObserver => ({
    forCluster: observerOf,
    activated: () => {
      names.push(String(name));
      return {};
    },
  });
  const started = await start({
    clusters: [east.adapter, west.adapter],
    observers: [observerOf()],
    logger: { debug: line, info: line, warn: line, error: line },
    idempotencyNamespace: 'shop:',
  });
  await vi.waitFor(() => expect(started.clusters.every(({ workers }) => workers !== undefined)).toBe(true));
  seen.length = 0;
  await Promise.all([east.accept('1'), west.accept('1')]);
  expect(names).toEqual(['east', 'west']);
  expect(seen.map((key) => key.split(':').slice(0, 2).join(':'))).toEqual(['shop:east', 'shop:west']);
  expect(lines).toMatchObject([{ cluster: 'east' }, { cluster: 'west' }]);
  expect(started.runtime.statistics()[TYPE]).toMatchObject({ activated: 2, complete: 2 });
});

it('starts with the first cluster that answers, and reports one that fails', async () => {
  const error = vi.fn();
  const silent = vi.fn();
  const failing = clusterOf('west', { start: () => Promise.reject(new Error('no address')) });
  const started = await start({
    clusters: [failing.adapter, clusterOf('south', { start: never }).adapter, clusterOf('east').adapter],
    logger: { debug: silent, info: silent, warn: silent, error },
  });
  expect(started.clusters.map(({ name, workers }) => [name, workers?.isConnected])).toEqual([
    ['west', undefined],
    ['south', undefined],
    ['east', true],
  ]);
  expect(started.isConnected).toBe(true);
  expect(error.mock.calls).toEqual([
    [{ cluster: 'west' }, 'No connectors are running on this cluster: no address'],
  ]);
});

it('fails when none of several answers in time, or the only one fails', async () => {
  const away = ['a', 'b'].map((name) => clusterOf(name, { start: never, connectTimeoutMs: 20 }).adapter);
  await expect(start({ clusters: away })).rejects.toThrow('None of the clusters answers: a, b');
  const only = clusterOf(undefined, { start: () => Promise.reject(new Error('no address')) });
  await expect(start({ clusters: [only.adapter] })).rejects.toThrow('no address');
});

it('shares the capacity, and pauses a cluster also before it has answered', async () => {
  const west = clusterOf('west', { start: never });
  const east = clusterOf('east', { maxConcurrentJobs: 5 });
  const started = await start({ clusters: [east.adapter, west.adapter], maxConcurrentJobs: 16 });
  const { runtime } = started;
  expect([runtime.freeCapacity(TYPE), runtime.limitOf(TYPE)]).toEqual([5, 128]);
  started.clusters[1]?.pause(TYPE);
  expect([runtime.isPaused(TYPE), started.clusters[1]?.isPaused(TYPE)]).toEqual([false, true]);
  runtime.pause(TYPE);
  expect([runtime.isPaused(TYPE), runtime.freeCapacity(TYPE)]).toEqual([true, 0]);
  runtime.resume(TYPE);
  expect(started.clusters[1]?.isPaused(TYPE)).toBe(false);
  const unbounded = clusterOf('north', { maxConcurrentJobs: 0 });
  await expect(start({ clusters: [unbounded.adapter] })).rejects.toThrow('maxConcurrentJobs of north');
});

it('asks for at least one cluster, and a name for each of the same kind', async () => {
  await expect(start({ clusters: [] })).rejects.toThrow('at least one cluster');
  const same = [clusterOf(undefined).adapter, clusterOf(undefined).adapter];
  await expect(start({ clusters: same })).rejects.toThrow('Two clusters are named fake');
});
