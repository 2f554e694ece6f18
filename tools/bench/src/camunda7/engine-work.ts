import { type EngineCall, type InstanceToStart, startInstance } from '@jobwright/servers/operaton';
import { z } from 'zod';
import { runInFlight } from '../run-in-flight.ts';
import type { EndpointCounts } from '../runtime/endpoint-messages.ts';
import { REST_JOB_TYPE } from '../runtime/rest-process.ts';
import type { EngineLab } from './engine-lab.ts';
import { ORDER_PROCESS_ID } from './order-process.ts';

const count = z.object({ count: z.number() }).transform((found) => found.count);
const IN_FLIGHT = 16;

let lastOrderId = 0;

/** What the engine has recorded of the orders. */
export interface EngineWork {
  readonly completed: number;
  readonly failures: number;
  readonly incidents: number;
}

export async function readWork(call: EngineCall): Promise<EngineWork> {
  const ofProcess = `processDefinitionKey=${ORDER_PROCESS_ID}`;
  const [completed, failures, incidents] = await Promise.all([
    call(count, `/history/process-instance/count?${ofProcess}&completed=true`),
    call(count, `/history/external-task-log/count?${ofProcess}&failureLog=true`),
    call(count, '/incident/count'),
  ]);
  return { completed, failures, incidents };
}

/** Tasks that are not completed. */
export function countTasks(call: EngineCall): Promise<number> {
  return call(count, `/external-task/count?topicName=${encodeURIComponent(REST_JOB_TYPE)}`);
}

/** An order with an id of its own. */
export function nextOrder(endpointUrl: string): InstanceToStart {
  const variables = {
    baseUrl: { type: 'String', value: endpointUrl },
    orderId: { type: 'Integer', value: ++lastOrderId },
  };
  return { processId: ORDER_PROCESS_ID, variables };
}

/** Starts `total` orders, on the nodes in turn. */
export async function startOrders(
  calls: EngineLab['calls'],
  options: { readonly total: number; readonly endpointUrl: string; readonly signal: AbortSignal },
): Promise<void> {
  const { total, endpointUrl, signal } = options;
  await runInFlight({ times: total, inFlight: IN_FLIGHT }, (lane) => {
    signal.throwIfAborted();
    return startInstance(calls[lane % calls.length] ?? calls[0], nextOrder(endpointUrl));
  });
}

/** What is wrong after `total` orders. */
export function findFaults(work: {
  readonly total: number;
  readonly before: EngineWork;
  readonly after: EngineWork;
  readonly endpoint: EndpointCounts;
}): readonly string[] {
  const { total, before, after, endpoint } = work;
  const expected: readonly [label: string, value: number, wanted: number][] = [
    ['instances completed', after.completed - before.completed, total],
    ['failures', after.failures - before.failures, 0],
    ['incidents', after.incidents, 0],
    ['requests at the endpoint', endpoint.hits, total],
    ['different orders at the endpoint', endpoint.distinctUrls, total],
  ];
  return expected
    .filter(([, value, wanted]) => value !== wanted)
    .map(([label, value, wanted]) => `${label}: ${value} instead of ${wanted}`);
}
