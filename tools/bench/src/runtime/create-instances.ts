import { setTimeout as sleep } from 'node:timers/promises';
import { runInFlight } from '../run-in-flight.ts';
import { isPushedBack } from './gateway-client.ts';
import type { Lab } from './lab.ts';
import { isRecord } from './endpoint-messages.ts';
import { REST_PROCESS_ID } from './rest-process.ts';

const IN_FLIGHT = 32;
const CALL_MS = 30_000;
const PAUSE_MS = 20;

let lastOrderId = 0;

/** Creates `count` instances, each with an order id of its own. */
export async function createInstances(lab: Lab, count: number): Promise<void> {
  await runInFlight({ times: count, inFlight: IN_FLIGHT }, () => {
    lab.signal.throwIfAborted();
    return createInstance(lab);
  });
}

/**
 * Milliseconds from the creation of an instance to its result. @throws Error for another result than the
 * endpoint's
 */
export async function timeInstance(lab: Lab): Promise<number> {
  const startedAt = performance.now();
  const request = {
    request: makeRequest(lab),
    requestTimeout: CALL_MS,
    fetchVariables: ['orderStatus', 'total'],
  };
  const response = await lab.gateway.call('CreateProcessInstanceWithResult', request, CALL_MS);
  const tookMs = performance.now() - startedAt;
  const variables = isRecord(response) ? response['variables'] : undefined;
  const result: unknown = typeof variables === 'string' ? JSON.parse(variables) : undefined;
  if (!isRecord(result) || result['orderStatus'] !== 'ok' || result['total'] !== 42.5) {
    throw new Error(`An instance ended with the wrong variables: ${String(variables)}`);
  }
  return tookMs;
}

async function createInstance(lab: Lab): Promise<void> {
  const request = makeRequest(lab);
  for (;;) {
    try {
      await lab.gateway.call('CreateProcessInstance', request, CALL_MS);
      return;
    } catch (error) {
      if (!isPushedBack(error)) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

function makeRequest({ endpoint }: Lab) {
  const variables = JSON.stringify({ baseUrl: endpoint.url, orderId: ++lastOrderId });
  return { bpmnProcessId: REST_PROCESS_ID, version: -1, variables };
}
