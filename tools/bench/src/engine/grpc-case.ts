import { type EngineOptions, startEngine } from '@jobwright/engine';
import { runInFlight } from '../run-in-flight.ts';
import { createGatewayClient } from '../runtime/gateway-client.ts';
import { median } from '../statistics.ts';
import type { EngineCase } from './engine-case.ts';
import { renderTasks } from './engine-models.ts';
import { withFolder } from './with-folder.ts';

const INSTANCES = 3_000;
const CALLS = { times: INSTANCES, inFlight: 32 };
const TIMEOUT_MS = 60_000;
const SINGLE_CALLS = 300;

interface Activated {
  readonly jobs: readonly { readonly key: string }[];
}
const isActivated = (message: unknown): message is Activated =>
  typeof message === 'object' && message !== null && 'jobs' in message && Array.isArray(message.jobs);

type Client = ReturnType<typeof createGatewayClient>;

const createOne = (client: Client): Promise<unknown> =>
  client.call('CreateProcessInstance', { bpmnProcessId: 'p', version: -1, variables: '{}' }, TIMEOUT_MS);

/** Half of the calls take less, when there is one at a time. */
async function measureMedianMs(client: Client): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < SINGLE_CALLS; count += 1) {
    const start = performance.now();
    await createOne(client);
    times.push(performance.now() - start);
  }
  return median(times);
}

/** Client and engine share one process: a rate of both together. */
async function measureGateway(options: EngineOptions): Promise<Record<string, number>> {
  const engine = await startEngine(options);
  const client = createGatewayClient(engine.grpcAddress);
  try {
    const content = Buffer.from(renderTasks(1));
    await client.call('DeployResource', { resources: [{ name: 'p.bpmn', content }] }, TIMEOUT_MS);
    const start = performance.now();
    await runInFlight(CALLS, () => createOne(client));
    const created = performance.now();
    const keys: string[] = [];
    while (keys.length < INSTANCES)
      await client.stream(
        'ActivateJobs',
        {
          type: 'work',
          worker: 'bench',
          timeout: '600000',
          maxJobsToActivate: 500,
          requestTimeout: '1000',
        },
        {
          timeoutMs: TIMEOUT_MS,
          onMessage: (message) => {
            if (isActivated(message)) keys.push(...message.jobs.map(({ key }) => key));
          },
        },
      );
    await runInFlight(CALLS, () =>
      client.call('CompleteJob', { jobKey: keys.shift(), variables: '{}' }, TIMEOUT_MS),
    );
    const completedMs = performance.now() - created;
    const callMs = await measureMedianMs(client);
    return {
      callMs,
      createsPerSecond: (INSTANCES / (created - start)) * 1000,
      jobsPerSecond: (INSTANCES / completedMs) * 1000,
    };
  } finally {
    client.close();
    await engine.close();
  }
}

export const grpcCases: readonly EngineCase[] = [
  { name: 'one service task, over gRPC', run: () => measureGateway({}) },
  {
    name: 'one service task, over gRPC, with a data directory',
    run: () => withFolder((folder) => measureGateway({ dataDirectory: folder })),
  },
];
