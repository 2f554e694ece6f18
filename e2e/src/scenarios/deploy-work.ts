import { defineConnector, type OperationContext } from '@jobwright/connector-sdk';
import { type ConnectorWorkers, startConnectors, type StartConnectorsOptions } from '@jobwright/runtime';
import { afterEach, expect, vi } from 'vitest';
import { z } from 'zod';
import type { TaskModel, TaskWorld } from './task-world.ts';

type Run = (input: { readonly value?: unknown }, context: OperationContext) => Promise<unknown>;
type WorkOptions = Partial<StartConnectorsOptions> & { readonly lockMs?: number };

/** Processes with one task and connectors for them, which end with each test. */
export function createWorkbench(world: () => TaskWorld) {
  const open: ConnectorWorkers[] = [];
  afterEach(async () => {
    for (const workers of open.splice(0)) await workers.close({ timeoutMs: 0 });
  });
  return {
    deploy: (model?: TaskModel) => deployWork(world(), open, model),
    /** Runs `work`, and waits until it has brought one incident more. */
    expectIncident: async (work: () => Promise<unknown>): Promise<void> => {
      const before = await world().countIncidents();
      await work();
      await vi.waitFor(async () => expect(await world().countIncidents()).toBe(before + 1), {
        interval: 100,
      });
    },
  };
}

/** A process with one task, and how to start connectors for it. */
async function deployWork(world: TaskWorld, open: ConnectorWorkers[], model: TaskModel = {}) {
  const process = await world.deploy(model);
  const { jobType } = process;
  let calls = 0;
  return {
    ...process,
    get calls() {
      return calls;
    },
    async work(run: Run, { lockMs, ...options }: WorkOptions = {}, value: z.ZodType = z.unknown()) {
      const connector = defineConnector({
        type: jobType,
        name: 'Work',
        input: z.object({ value: value.optional().meta({ title: 'Value' }) }),
        output: z.unknown(),
        run: (input, context) => {
          calls += 1;
          return run(input, context);
        },
      });
      const workers = await startConnectors({
        connectors: [connector],
        clusters: [world.cluster(lockMs === undefined ? {} : { lockMs })],
        ...options,
      });
      open.push(workers);
      return { workers, statistics: () => workers.runtime.statistics()[jobType] };
    },
  };
}
