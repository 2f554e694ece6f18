import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { readClusterCounters } from '../runtime/cluster-counters.ts';
import { REST_PROCESS_ID } from '../runtime/rest-process.ts';
import type { EffectEndpoint } from './effect-endpoint.ts';
import type { FaultEngine } from './fault-engine.ts';

/** Instances of the process of orders, each with one call of the endpoint. */
export interface Orders {
  /** How many were acknowledged by the engine. */
  readonly count: number;
  /** Starts some now and then until the function that is returned is called. */
  trickle(): () => Promise<void>;
  /**
   * Resolves when all have ended.
   * @throws Error when one is lost or was done twice, when there is an incident, or when nothing goes on for
   * two minutes
   */
  waitUntilDone(): Promise<void>;
}

const CALL_MS = 90_000;
const LOOK_MS = 100;
const STALL_MS = 120_000;
const TRICKLE_MS = 10;
let lastId = 0;

const found = z.object({ page: z.object({ totalItems: z.number() }) });

export function createOrders(engine: FaultEngine, endpoint: EffectEndpoint): Orders {
  const acknowledged = new Set<string>();
  const startOne = async (): Promise<void> => {
    const orderId = (lastId += 1);
    const variables = JSON.stringify({ baseUrl: endpoint.url, orderId });
    const request = { bpmnProcessId: REST_PROCESS_ID, version: -1, variables };
    await engine.gateway.call('CreateProcessInstance', request, CALL_MS);
    acknowledged.add(`/orders/${orderId}`);
  };
  const countInstances = async (filter: object): Promise<number> => {
    const response = await fetch(`${engine.process.restAddress}/v2/process-instances/search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        filter: { processDefinitionId: REST_PROCESS_ID, ...filter },
        page: { limit: 1 },
      }),
      signal: AbortSignal.timeout(CALL_MS),
    });
    return found.parse(await response.json()).page.totalItems;
  };
  const check = async (): Promise<void> => {
    const lost = [...acknowledged].filter((order) => !endpoint.keysByPath.has(order));
    if (lost.length > 0) throw new Error(`${lost.length} orders ended without a call, e.g. ${lost[0]}`);
    const twice = [...endpoint.keysByPath].filter(([, keys]) => keys.size > 1);
    if (twice.length > 0) throw new Error(`${twice.length} orders were done twice, e.g. ${twice[0]?.[0]}`);
    const completed = await countInstances({ state: 'COMPLETED' });
    if (completed < acknowledged.size)
      throw new Error(`Of ${acknowledged.size} acknowledged orders only ${completed} were completed`);
  };
  return {
    get count() {
      return acknowledged.size;
    },
    trickle() {
      let isEnding = false;
      const lane = async (): Promise<void> => {
        while (!isEnding) {
          await startOne().catch(() => undefined);
          await sleep(TRICKLE_MS);
        }
      };
      const lanes = [lane(), lane()];
      return async () => {
        isEnding = true;
        await Promise.all(lanes);
      };
    },
    async waitUntilDone() {
      let left = Infinity;
      let changedAt = performance.now();
      while (left > 0) {
        if ((await countInstances({ hasIncident: true })) > 0) throw new Error('There is an incident');
        const now = await countInstances({ state: 'ACTIVE' });
        if (now !== left) changedAt = performance.now();
        left = now;
        if (performance.now() - changedAt > STALL_MS)
          throw new Error(`${left} orders are not done, and nothing goes on`);
        if (left > 0) await sleep(LOOK_MS);
      }
      await check();
    },
  };
}

/** How many jobs were given to somebody and neither answered nor extended in time, since its start. */
export const countTimedOut = async (engine: FaultEngine): Promise<number> =>
  (await readClusterCounters(engine.process.managementAddress)).jobsTimedOut;
