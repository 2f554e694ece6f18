import { Client, type HandlerArgs, Variables } from 'camunda-external-task-client-js';
import { REST_JOB_TYPE } from '../runtime/rest-process.ts';
import { callEndpoint } from './call-endpoint.ts';
import { LOCK_MS, LONG_POLL_MS, readExternalTaskSettings } from './external-task-settings.ts';
import { ORDER_VARIABLES, orderCall } from './order-call.ts';
import { tellReady } from './worker-settings.ts';

const { engineUrl, maxTasks } = readExternalTaskSettings(process.env);
const client = new Client({
  baseUrl: engineUrl,
  workerId: `bench-${process.pid}`,
  maxTasks,
  maxParallelExecutions: maxTasks,
  // By default it pauses for 300 ms after each poll.
  interval: 10,
  asyncResponseTimeout: LONG_POLL_MS,
  lockDuration: LOCK_MS,
});
client.on('poll:error', report);
client.subscribe(REST_JOB_TYPE, { variables: ORDER_VARIABLES }, handle);
tellReady();
process.once('SIGTERM', () => process.exit(0));

/** It waits for the promise, of which its types know nothing. */
function handle(delivery: HandlerArgs): unknown {
  return work(delivery);
}

async function work({ task, taskService }: HandlerArgs): Promise<void> {
  try {
    const result = await callEndpoint(
      orderCall(task.variables.get('baseUrl'), task.variables.get('orderId')),
    );
    await taskService.complete(task, new Variables().setAll({ ...result }));
  } catch (error) {
    report(error);
    await taskService.handleFailure(task, { errorMessage: String(error), retries: 0 });
  }
}

function report(error: unknown): void {
  process.stderr.write(`external-task-client: ${String(error)}\n`);
}
