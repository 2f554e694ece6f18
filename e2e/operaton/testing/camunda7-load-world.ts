import { startConnectors } from '@jobwright/runtime';
import { onTestFinished } from 'vitest';
import type { CommandWorld } from '../../src/scenarios/load-world.ts';
import type { Camunda7World } from './camunda7-world.ts';

const AT_ONCE = 20;

/** The same engine, for the scenarios with many jobs. */
export const createCamunda7LoadWorld = (world: Camunda7World): CommandWorld => ({
  address: world.address,
  environmentOf: (address) => ({
    JOBWRIGHT_CLUSTER_KIND: 'camunda7',
    JOBWRIGHT_CLUSTER_URL: `http://${address}${new URL(world.url).pathname}`,
  }),
  async deploy() {
    const task = await world.deployModel({});
    return {
      jobType: task.jobType,
      async start(count, text = '') {
        for (let left = count; left > 0; left -= AT_ONCE)
          await Promise.all(Array.from({ length: Math.min(left, AT_ONCE) }, () => task.start({ text })));
      },
    };
  },
  async attach(connectors, { lockMs, ...options } = {}) {
    const cluster = world.cluster(lockMs === undefined ? {} : { lockMs });
    const workers = await startConnectors({ ...options, connectors, clusters: [cluster] });
    onTestFinished(() => workers.close({ timeoutMs: 0 }));
    return workers;
  },
  hasLiveJobs: ({ runtime }) => Object.values(runtime.statistics()).some(({ activated }) => activated > 0),
});
