import { Camunda8 } from '@camunda8/sdk';
import {
  BpmnError,
  ConnectorError,
  defineConnector,
  type OperationContext,
  RetryableError,
} from '@jobwright/connector-sdk';
import { type ConnectorWorkers } from '@jobwright/runtime';
import { type EmbeddedEngine, startEngine } from '@jobwright/engine';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { attachConnectors } from './connector-workers.ts';
import { createJobChannel } from './jobs/job-channel.ts';
import { processOf } from './testing/processes.ts';
import { attachCluster } from './cluster/attach-cluster.ts';

let engine: EmbeddedEngine;
let sdk: Camunda8;
let workers: ConnectorWorkers | undefined;

beforeEach(async () => {
  engine = await startEngine();
  sdk = new Camunda8({
    ZEEBE_GRPC_ADDRESS: engine.grpcAddress,
    ZEEBE_REST_ADDRESS: engine.restAddress,
    CAMUNDA_AUTH_STRATEGY: 'NONE',
    CAMUNDA_LOG_LEVEL: 'none',
    zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE', ZEEBE_GRPC_CLIENT_RETRY: false },
  });
});
afterEach(async () => {
  await workers?.close({ timeoutMs: 0 });
  await sdk.closeAllClients();
  await engine.close();
});

interface Work {
  readonly run: (context: OperationContext) => Promise<unknown>;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Runs one task, and gives the message of the incident it becomes, or the variables of the instance that
 * ended.
 */
async function runTask({ run, headers = {} }: Work) {
  const effects: string[] = [];
  const connector = defineConnector({
    type: 'acme:post:1',
    name: 'Post',
    input: z.object({}),
    output: z.unknown(),
    run: async (_, context) => {
      effects.push(context.job.key);
      return run(context);
    },
  });
  const client = sdk.getZeebeGrpcApiClient();
  const process = Buffer.from(processOf('posts', [{ type: 'acme:post:1', headers }]));
  await client.deployResource({ process, name: 'posts.bpmn' });
  workers = await attachConnectors(client, { connectors: [connector] });
  await client.createProcessInstance({ bpmnProcessId: 'posts', variables: {} });
  return { effects, client };
}

const HUGE = 'x'.repeat(4_700_000);

test.each<[string, Work, RegExp]>([
  [
    'a BPMN error code of 4.7 MB from a response',
    { run: async () => ({ code: HUGE }), headers: { errorExpression: '=bpmnError(response.code)' } },
    /^BPMN_ERROR_CODE_INVALID: .*4700000 characters/,
  ],
  [
    'a BPMN error with variables of 4.7 MB',
    {
      run: () => Promise.reject(new BpmnError({ code: 'X', message: HUGE, variables: { HUGE } })),
    },
    /^OUTPUT_TOO_LARGE/,
  ],
  [
    'a failure of 4.7 MB in every part',
    { run: () => Promise.reject(new ConnectorError({ code: HUGE, message: HUGE, variables: { HUGE } })) },
    /^x{1000,6000}/,
  ],
  [
    'a job error of 4.7 MB',
    { run: async () => HUGE, headers: { errorExpression: '=jobError(response, {a: response}, 3)' } },
    /^OUTPUT_TOO_LARGE/,
  ],
  [
    'a wait of 31 years',
    {
      run: () =>
        Promise.reject(new RetryableError({ code: '503', message: 'Later', retryAfterMs: 999_999_999_000 })),
    },
    /^Not retried: .*999999999 s.* 503: Later$/,
  ],
  [
    'a proxy that throws',
    {
      run: () =>
        Promise.reject(
          new Proxy(new ConnectorError({ code: 'X', message: '' }), {
            get: () => {
              throw new Error('no');
            },
            getPrototypeOf: () => {
              throw new Error('no');
            },
          }),
        ),
      headers: { retryBackoff: 'PT0S' },
    },
    /^UNEXPECTED/,
  ],
  [
    'lists too deep for the engine',
    {
      run: async () => Array.from({ length: 1_500 }).reduce<unknown>((inner) => [inner], 1),
      headers: { resultVariable: 'deep' },
    },
    /^OUTPUT_TOO_DEEP/,
  ],
])('%s becomes one incident', async (what, work, message) => {
  const { effects } = await runTask(work);
  await expect.poll(() => engine.core.incidents().length).toBe(1);
  expect(engine.core.incidents()[0]?.message).toMatch(message);
  expect(effects).toHaveLength(what === 'a proxy that throws' ? 3 : 1);
});

test('rate limits cost no retry: three of them before the call goes through are no incident', async () => {
  let asked = 0;
  const { effects } = await runTask({
    run: async () => {
      asked += 1;
      if (asked > 3) return 1;
      throw new RetryableError({ code: '429', message: 'm', retryAfterMs: 1, keepsRetries: asked < 3 });
    },
    headers: { retryBackoff: 'PT0S' },
  });
  // Twice without a retry; the third failure costs one of three.
  await expect.poll(() => workers?.runtime.statistics()['acme:post:1']?.complete).toBe(1);
  expect(effects).toHaveLength(4);
  expect(engine.core.incidents()).toEqual([]);
});

test('retries beyond what the engine counts in are cut', async () => {
  const retries = {
    headers: { errorExpression: '=jobError(&quot;x&quot;, {}, 2147483648, @&quot;PT1H&quot;)' },
  };
  await runTask({ run: async () => 1, ...retries });
  await expect.poll(() => workers?.runtime.statistics()['acme:post:1']?.fail).toBe(1);
  expect(engine.core.incidents()).toEqual([]);
});

test('an answer larger than a message may be is refused by the engine as by a real gateway, and becomes an incident', async () => {
  const { client } = await runTask({ run: async () => 1, headers: { jobTimeout: 'PT1S' } });
  await expect.poll(() => workers?.runtime.statistics()['acme:post:1']?.complete).toBe(1);
  await workers?.close();
  const { jobs } = await attachCluster(client, undefined);
  await client.createProcessInstance({ bpmnProcessId: 'posts', variables: {} });
  const channel = createJobChannel(jobs);
  await jobs.activate(
    {
      type: 'acme:post:1',
      worker: 'test',
      timeout: 60_000,
      fetchVariable: [],
      tenantIds: ['<default>'],
      maxJobsToActivate: 1,
      requestTimeout: 10_000,
    },
    {
      timeoutMs: 15_000,
      onJob: (job) =>
        void channel.settle(
          { ...job, headers: {}, deadline: performance.now() + 60_000 },
          { kind: 'complete', variables: JSON.stringify({ HUGE }) },
          performance.now() + 10_000,
        ),
    },
  );
  await expect.poll(() => engine.core.incidents().length).toBe(1);
  expect(engine.core.incidents()[0]?.message).toMatch(/^The engine refused the answer of the connector/);
});
