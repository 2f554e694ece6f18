import { setTimeout as sleep } from 'node:timers/promises';
import { type EmbeddedEngine, startEngine } from '@jobwright/engine';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { toEnvironment } from '../src/testing/connect-client.ts';
import { oneTaskProcess } from '../src/testing/one-task-process.ts';
import { type ChaosTable, createChaosTable } from './testing/chaos-table.ts';
import { sqlKinds, toSqlTarget } from './testing/sql-target.ts';
import { startWorkerFleet } from './testing/worker-fleet.ts';

const { updates, rows } = inject('chaos');
const WORKERS = 4;
/** Each has a worker killed while it is worked on. */
const WAVES = 20;

let engine: EmbeddedEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.close());

async function deploy(id: string, { inputs }: ChaosTable): Promise<void> {
  const file = oneTaskProcess({
    id,
    jobType: 'io.jobwright:customer-data:1',
    retries: 20,
    headers: { operation: 'update', resultVariable: 'result', retryBackoff: 'PT0.2S' },
    inputs,
  });
  await engine.core.deploy({ resources: [{ name: `${id}.bpmn`, content: file }], tenantId: '<default>' });
}

function startWave(id: string, wave: number, table: ChaosTable): void {
  for (let n = wave; n < updates; n += WAVES) {
    const created = engine.core.createInstance({
      bpmnProcessId: id,
      version: -1,
      variables: table.variablesOf(n) as never,
      tenantId: '<default>',
    });
    if (!created.ok) throw new Error(created.rejection.reason);
  }
}

test.each(sqlKinds)(
  `${updates} updates of ${rows} rows on %s, through ${WORKERS} processes that are killed: each exactly once`,
  async (kind) => {
    const target = toSqlTarget(kind);
    const table = await createChaosTable(target, { updates, rows });
    const id = `chaos-${kind}`;
    await deploy(id, table);
    const fleet = await startWorkerFleet({
      size: WORKERS,
      environment: {
        ...toEnvironment(engine),
        SECRET_CUSTOMER_DATABASE_URL: target.url,
      },
    });
    try {
      for (let wave = 0; wave < WAVES; wave += 1) {
        startWave(id, wave, table);
        await sleep(Math.random() * 200);
        await fleet.killOne();
      }
      await engine.core.waitForIdle({ timeoutMs: 600_000 });
    } finally {
      await fleet.close();
    }
    expect(engine.core.incidents()).toEqual([]);

    await table.expectEachUpdateOnce();
    await table.close();
  },
  900_000,
);
