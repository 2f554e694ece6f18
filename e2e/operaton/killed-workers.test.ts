import { readInstanceState, startInstance, typeVariables } from '@jobwright/servers/operaton';
import type { JsonObject } from '@jobwright/json';
import { expect, inject, test, vi } from 'vitest';
import { z } from 'zod';
import { createChaosTable } from '../sql/testing/chaos-table.ts';
import { sqlTarget } from '../sql/testing/sql-target.ts';
import { startWorkerFleet } from '../sql/testing/worker-fleet.ts';
import { connectCamunda7World } from './testing/camunda7-world.ts';

const world = connectCamunda7World(inject('engineUrl'));
const updates = inject('loadTasks');
const url = inject('postgresUrl');
const WORKERS = 2;
const KILLS = 4;
const AT_A_TIME = 16;
const counted = z.object({ count: z.number() });

test(`${updates} tasks through ${WORKERS} processes that are killed: none lost, each effect once`, async () => {
  const table = await createChaosTable(sqlTarget('postgres', { url }), { updates, rows: 100 });
  const process = await world.deployModel({
    retries: 20,
    headers: { operation: 'update', resultVariable: 'result', retryBackoff: 'PT0.2S' },
    inputs: table.inputs,
  });
  const fleet = await startWorkerFleet({
    size: WORKERS,
    environment: {
      ENGINE_URL: world.url,
      // One of its own: connectors of other tests poll the topic of the connector.
      ENGINE_TOPIC: process.jobType,
      SECRET_CUSTOMER_DATABASE_URL: url,
    },
  });
  const started: string[] = [];
  const numbers = Array.from({ length: updates }, (_, n) => n).values();
  const startAll = async (): Promise<void> => {
    for (const n of numbers) {
      const variables = typeVariables(table.variablesOf(n) as JsonObject);
      started.push(await startInstance(world.call, { processId: process.id, variables }));
    }
  };
  const running = async (): Promise<number> =>
    (await world.call(counted, `/process-instance/count?processDefinitionKey=${process.id}`)).count;
  try {
    const starting = Promise.all(Array.from({ length: AT_A_TIME }, startAll));
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const reached = (updates / (KILLS + 1)) * kill;
      await vi.waitFor(() => expect(started.length).toBeGreaterThan(reached), { timeout: 300_000 });
      await fleet.killOne();
    }
    await starting;
    await vi.waitFor(async () => expect(await running()).toBe(0), { timeout: 300_000, interval: 500 });
  } finally {
    await fleet.close();
  }
  expect(started).toHaveLength(updates);
  const states = await Promise.all(started.slice(0, 100).map((id) => readInstanceState(world.call, id)));
  expect(new Set(states)).toEqual(new Set(['COMPLETED']));
  await table.expectEachUpdateOnce();
  await table.close();
}, 900_000);
