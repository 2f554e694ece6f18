import { setTimeout as sleep } from 'node:timers/promises';
import type { EffectEndpoint } from './effect-endpoint.ts';
import type { FaultEngine } from './fault-engine.ts';
import type { FaultFigures } from './fault-scenario.ts';
import { countTimedOut, type Orders } from './orders.ts';

export interface Trial {
  readonly title: string;
  readonly engine: FaultEngine;
  readonly endpoint: EffectEndpoint;
  readonly orders: Orders;
}

const LOAD_MS = 1_000;

/** Lets orders come before, during and after a fault, and waits until all are done. */
export async function tryUnderLoad(
  { title, engine, endpoint, orders }: Trial,
  fault: () => Promise<void>,
): Promise<FaultFigures> {
  const before = { jobs: orders.count, timedOut: await countTimedOut(engine) };
  endpoint.beginCount();
  const endTrickle = orders.trickle();
  await sleep(LOAD_MS);
  await fault();
  await sleep(LOAD_MS);
  await endTrickle();
  await orders.waitUntilDone();
  const { calls, seconds } = endpoint.readCount();
  const jobs = orders.count - before.jobs;
  const timedOut = (await countTimedOut(engine)) - before.timedOut;
  return { title, values: { jobs, seconds, repeated: calls - jobs, timedOut } };
}
