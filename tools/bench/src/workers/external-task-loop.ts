import { Pool } from 'undici';
import { z } from 'zod';
import { REST_JOB_TYPE } from '../runtime/rest-process.ts';
import { callEndpoint } from './call-endpoint.ts';
import { LOCK_MS, LONG_POLL_MS, readExternalTaskSettings } from './external-task-settings.ts';
import { ORDER_VARIABLES, orderCall } from './order-call.ts';
import { tellReady } from './worker-settings.ts';

const PAUSE_MS = 20;
const value = z.object({ value: z.unknown() });
const tasksSchema = z.array(
  z.object({ id: z.string(), variables: z.object({ baseUrl: value, orderId: value }) }),
);
type Task = z.output<typeof tasksSchema>[number];

const { engineUrl, maxTasks } = readExternalTaskSettings(process.env);
const { origin, pathname } = new URL(engineUrl);
const pool = new Pool(origin, { connections: maxTasks });
const workerId = `bench-${process.pid}`;
let running = 0;
let onEnd: () => void = () => undefined;

tellReady();
process.once('SIGTERM', () => process.exit(0));
for (;;) await poll();

/** Asks again as soon as a third of the places is free. */
async function poll(): Promise<void> {
  while (running > (maxTasks * 2) / 3) await new Promise<void>((resolve) => (onEnd = resolve));
  try {
    const fetched = await post('/external-task/fetchAndLock', {
      workerId,
      maxTasks: maxTasks - running,
      usePriority: true,
      asyncResponseTimeout: LONG_POLL_MS,
      topics: [{ topicName: REST_JOB_TYPE, lockDuration: LOCK_MS, variables: ORDER_VARIABLES }],
    });
    for (const task of tasksSchema.parse(JSON.parse(fetched))) void work(task);
  } catch (error) {
    report(error);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

async function work({ id, variables: { baseUrl, orderId } }: Task): Promise<void> {
  running++;
  try {
    const { httpResponse, orderStatus, total } = await callEndpoint(orderCall(baseUrl.value, orderId.value));
    const variables = {
      httpResponse: { type: 'Json', value: JSON.stringify(httpResponse) },
      orderStatus: { type: 'String', value: orderStatus },
      total: { type: 'Double', value: total },
    };
    await post(`/external-task/${id}/complete`, { workerId, variables });
  } catch (error) {
    report(error);
    const failure = { workerId, errorMessage: String(error), retries: 0 };
    await post(`/external-task/${id}/failure`, failure).catch(report);
  } finally {
    running--;
    onEnd();
  }
}

async function post(path: string, content: unknown): Promise<string> {
  const { statusCode, body } = await pool.request({
    method: 'POST',
    path: `${pathname}${path}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(content),
  });
  const text = await body.text();
  if (statusCode >= 300) throw new Error(`${path}: ${statusCode} ${text}`);
  return text;
}

function report(error: unknown): void {
  process.stderr.write(`external-task-loop: ${String(error)}\n`);
}
