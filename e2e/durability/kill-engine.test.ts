import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Camunda8 } from '@camunda8/sdk';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { type EngineProcess, startEngineOn } from './testing/engine-process.ts';
import { createLedger, type Ledger } from './testing/ledger.ts';
import { startLoad } from './testing/load.ts';
import { renderOrder } from './testing/order-model.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly kills: number;
  }
}

/** After how many new orders an engine is killed, in turn. */
const ORDERS = [5, 30, 10, 60, 1, 20];
const SOON = { timeout: 60_000, interval: 3 };
const DRAINED = { timeout: 180_000, interval: 200 };

/**
 * All that was acknowledged is there, and nothing of it is done again; of variables and documents, those that
 * are newer than the last.
 */
async function checkLedger(
  engine: EngineProcess,
  ledger: Ledger,
  since = { variables: 0, documents: 0 },
): Promise<void> {
  const orders = [...ledger.created];
  const { instances, jobKeys, incidents } = await engine.ask(orders.map(([, key]) => key));
  expect(incidents).toEqual([]);
  const lost = orders.filter(([orderId], index) => instances[index]?.variables['orderId'] !== orderId);
  expect(lost).toEqual([]);
  const uncharged = orders.filter(([orderId], index) => {
    const charge = ledger.charged.get(orderId);
    return charge !== undefined && instances[index]?.variables['charge'] !== charge;
  });
  expect(uncharged).toEqual([]);
  expect(jobKeys.filter((key) => ledger.completed.has(key))).toEqual([]);
  for (const name of [...ledger.variables].slice(since.variables)) {
    const response = await fetch(`${engine.restAddress}/v2/cluster-variables/global/${name}`);
    expect(response.status, name).toBe(200);
  }
  for (const [documentId, { hash, content }] of [...ledger.documents].slice(since.documents)) {
    const response = await fetch(`${engine.restAddress}/v2/documents/${documentId}?contentHash=${hash}`);
    expect(await response.text()).toBe(content);
  }
}

/** The newest file that was deployed has its version still. */
async function checkDeployment(engine: EngineProcess, ledger: Ledger): Promise<void> {
  const [number, version] = [...ledger.versions].at(-1) ?? [0, 1];
  const camunda8 = new Camunda8({
    ZEEBE_GRPC_ADDRESS: engine.grpcAddress,
    CAMUNDA_AUTH_STRATEGY: 'NONE',
    CAMUNDA_LOG_LEVEL: 'none',
    zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE' },
  });
  const client = camunda8.getZeebeGrpcApiClient();
  const answer = await client.deployResource({
    process: Buffer.from(renderOrder(number)),
    name: 'order.bpmn',
  });
  // One more may have been deployed whose answer was lost.
  expect([version, version + 1, version + 2]).toContain(answer.deployments[0]?.process.version);
  ledger.versions.set(number, answer.deployments[0]?.process.version ?? 0);
  await camunda8.closeAllClients();
}

test('an engine that is killed again and again under load loses nothing that it has acknowledged', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'engine-killed-'));
  let engine: EngineProcess | undefined;
  onTestFinished(async () => {
    await engine?.kill();
    await rm(folder, { recursive: true, force: true });
  });
  const ledger = createLedger();
  const data = join(folder, 'data');
  engine = await startEngineOn(data);
  await checkDeployment(engine, ledger);
  for (let round = 0; round < inject('kills'); round += 1) {
    const since = { variables: ledger.variables.size, documents: ledger.documents.size };
    const load = startLoad({ engine, ledger, round, isGrowing: true });
    const wanted = ledger.created.size + (ORDERS[round % ORDERS.length] ?? 0);
    await vi.waitFor(() => expect(ledger.created.size).toBeGreaterThanOrEqual(wanted), SOON);
    await engine.kill();
    await load.end();
    engine = await startEngineOn(data);
    expect(engine.restored.processes).toBe(1);
    await checkLedger(engine, ledger, since);
    await checkDeployment(engine, ledger);
  }

  const running = engine;
  const drain = startLoad({ engine: running, ledger, round: inject('kills'), isGrowing: false });
  const keys = [...ledger.created.values()];
  await vi.waitFor(async () => {
    const { instances } = await running.ask(keys);
    expect(instances.filter((view) => view?.state !== 'COMPLETED')).toHaveLength(0);
  }, DRAINED);
  await drain.end();
  await checkLedger(running, ledger);
  const { instances } = await running.ask(keys);
  const orderIds = [...ledger.created.keys()];
  expect(instances.map((view) => view?.variables['paid'])).toEqual(orderIds);
  expect(await running.stop()).toBe(0);
  engine = await startEngineOn(data);
  await checkLedger(engine, ledger);
});
