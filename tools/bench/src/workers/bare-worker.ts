import { createGatewayClient, isPushedBack, isTimedOut } from '../runtime/gateway-client.ts';
import { callEndpoint, isOrderCall, ORDER_CALL_VARIABLES } from './call-endpoint.ts';
import { readWorkerSettings, tellReady } from './worker-settings.ts';

interface BareJob {
  readonly key: string;
  readonly retries: number;
  readonly variables: string;
}

const LONG_POLL_MS = 10_000;
const CALL_MS = 20_000;
const PAUSE_MS = 20;

const { grpcAddress, maxJobs, jobType, isStreaming } = readWorkerSettings(process.env);
const gateway = createGatewayClient(grpcAddress);
const subscription = {
  type: jobType,
  worker: 'bare',
  timeout: 60_000,
  fetchVariable: ORDER_CALL_VARIABLES,
};
let running = 0;
let onEnd: () => void = () => undefined;

await gateway.call('Topology', {}, CALL_MS);
if (isStreaming) {
  const onMessage = (job: unknown) => void work(job);
  gateway.stream('StreamActivatedJobs', subscription, { onMessage }).catch(report);
}
tellReady();
process.once('SIGTERM', () => process.exit(0));
for (;;) await poll();

/** Asks again as soon as a third of the places is free. */
async function poll(): Promise<void> {
  while (running > (maxJobs * 2) / 3) await new Promise<void>((resolve) => (onEnd = resolve));
  try {
    await gateway.stream(
      'ActivateJobs',
      { ...subscription, maxJobsToActivate: maxJobs - running, requestTimeout: LONG_POLL_MS },
      {
        timeoutMs: LONG_POLL_MS + CALL_MS,
        onMessage: (message) => {
          for (const job of readJobs(message)) void work(job);
        },
      },
    );
  } catch (error) {
    if (!isTimedOut(error)) report(error);
    await pause();
  }
}

async function work(job: unknown): Promise<void> {
  if (!isBareJob(job)) return report(new Error('The gateway sent no job'));
  running++;
  try {
    const call: unknown = JSON.parse(job.variables);
    if (!isOrderCall(call)) throw new Error('The job has no url');
    await complete(job.key, JSON.stringify(await callEndpoint(call)));
  } catch (error) {
    report(error);
    const failure = { jobKey: job.key, retries: job.retries - 1, errorMessage: String(error) };
    await gateway.call('FailJob', failure, CALL_MS).catch(report);
  } finally {
    running--;
    onEnd();
  }
}

async function complete(jobKey: string, variables: string): Promise<void> {
  for (;;) {
    try {
      await gateway.call('CompleteJob', { jobKey, variables }, CALL_MS);
      return;
    } catch (error) {
      if (!isPushedBack(error)) throw error;
      await pause();
    }
  }
}

function readJobs(message: unknown): readonly unknown[] {
  if (typeof message !== 'object' || message === null || !('jobs' in message)) return [];
  return Array.isArray(message.jobs) ? message.jobs : [];
}

function isBareJob(value: unknown): value is BareJob {
  return typeof value === 'object' && value !== null && 'key' in value && 'variables' in value;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}

function report(error: unknown): void {
  process.stderr.write(`bare: ${String(error)}\n`);
}
