import {
  BpmnError,
  ConnectorError,
  defineConnector,
  type OperationContext,
  RetryableError,
} from '@jobwright/connector-sdk';
import type { JsonObject } from '@jobwright/json';
import {
  camunda8,
  type ConnectorWorkers,
  type ConnectorWorkersOptions,
  startConnectors,
} from '@jobwright/camunda8';
import { createStaticSecrets } from '@jobwright/runtime';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { oneTaskProcess, type OneTaskProcess } from './testing/one-task-process.ts';
import { connectTarget, type Target } from './testing/target.ts';

type Run = (input: { readonly value?: unknown }, context: OperationContext) => Promise<unknown>;

let target: Target;
let count = 0;
const open: ConnectorWorkers[] = [];

beforeAll(async () => {
  target = await connectTarget();
});
afterEach(async () => {
  for (const workers of open.splice(0)) await workers.close({ timeoutMs: 0 });
});
afterAll(() => target.close());

/** A process with one task, and how to start instances of it and connectors for it. */
async function deploy(model: Omit<OneTaskProcess, 'id' | 'jobType'> = {}) {
  count += 1;
  const id = `outcome-${count}-${process.pid}`;
  const jobType = `test:${id}`;
  const file = oneTaskProcess({ id, jobType, inputs: { value: '=value' }, ...model });
  await target.client.deployResource({ process: Buffer.from(file), name: `${id}.bpmn` });
  let calls = 0;
  return {
    get calls() {
      return calls;
    },
    async work(run: Run, options: Partial<ConnectorWorkersOptions> = {}, value: z.ZodType = z.unknown()) {
      const connector = defineConnector({
        type: jobType,
        name: 'Work',
        input: z.object({ value: value.optional().meta({ title: 'Value' }) }),
        output: z.unknown(),
        run: (input, context) => {
          calls += 1;
          return run(input, context);
        },
      });
      const workers = await startConnectors({
        connectors: [connector],
        clusters: [camunda8({ settings: target.configuration, ...options })],
        ...options,
      });
      open.push(workers);
      return { workers, statistics: () => workers.runtime.statistics()[jobType] };
    },
    result: (variables: JsonObject = {}) =>
      target.client
        .createProcessInstanceWithResult({
          bpmnProcessId: id,
          variables: variables as never,
          requestTimeout: 40_000,
        })
        .then((answer) => answer.variables as unknown as JsonObject),
    start: (variables: JsonObject = {}) =>
      target.client.createProcessInstance({ bpmnProcessId: id, variables: variables as never }),
  };
}

/** Runs `work`, and waits until it has brought one incident more. */
async function expectIncident(work: () => Promise<unknown>) {
  const before = await target.countIncidents();
  await work();
  await vi.waitFor(async () => expect(await target.countIncidents()).toBe(before + 1), {
    timeout: 20_000,
    interval: 100,
  });
}

test('complete: result variable and expression reach the process', async () => {
  const process = await deploy({
    headers: { resultVariable: 'answer', resultExpression: '={picked: body.id, status: "done"}' },
  });
  await process.work(async ({ value }) => ({ body: { id: value } }));
  const variables = await process.result({ value: 7 });
  expect(variables).toMatchObject({ value: 7, picked: 7, status: 'done', answer: { body: { id: 7 } } });
});

test('an integer that JavaScript cannot hold keeps its digits on the way to the connector and back', async () => {
  const process = await deploy({
    inputs: { value: '=9007199254740993' },
    headers: { resultExpression: '={id: response.id}' },
    outputs: { text: '=string(id)' },
  });
  const seen: unknown[] = [];
  await process.work(async ({ value }) => {
    seen.push(value);
    return { id: value };
  });
  expect(await process.result()).toMatchObject({ text: '9007199254740993' });
  expect(seen).toEqual([9007199254740993n]);
});

test('fail with retries left: tried again after the back-off of the task, then complete', async () => {
  const process = await deploy({ headers: { retryBackoff: 'PT0.3S', resultVariable: 'answer' } });
  const startedAt: number[] = [];
  const retries: number[] = [];
  const { statistics } = await process.work(async (_, { job }) => {
    startedAt.push(Date.now());
    retries.push(job.retries);
    if (startedAt.length < 3) throw new RetryableError({ code: 'BUSY', message: 'Later' });
    return 'third time';
  });
  expect(await process.result()).toMatchObject({ answer: 'third time' });
  expect(retries).toEqual([3, 2, 1]);
  for (const gap of [startedAt[1]! - startedAt[0]!, startedAt[2]! - startedAt[1]!])
    expect(gap).toBeGreaterThanOrEqual(290);
  await vi.waitFor(() => expect(statistics()).toMatchObject({ activated: 3, fail: 2, complete: 1 }), {
    timeout: 10_000,
  });
});

test('fail as often as there are retries: an incident, and no more attempts', async () => {
  const process = await deploy({ retries: 2 });
  await process.work(async () => {
    throw new RetryableError({ code: 'BUSY', message: 'Later' });
  });
  await expectIncident(() => process.start());
  expect(process.calls).toBe(2);
});

test('fail for good: an incident at once', async () => {
  const process = await deploy();
  await process.work(async () => {
    throw new ConnectorError({ code: 'NOPE', message: 'Never' });
  });
  await expectIncident(() => process.start());
  expect(process.calls).toBe(1);
});

test('an unexpected error: tried again, then an incident', async () => {
  const process = await deploy({ retries: 2 });
  await process.work(async () => {
    throw new TypeError('a mistake in the connector');
  });
  await expectIncident(() => process.start());
  expect(process.calls).toBe(2);
});

test('BPMN error thrown by the connector: the boundary event catches it with its variables', async () => {
  const process = await deploy({ catchError: 'UNKNOWN_CUSTOMER' });
  await process.work(async () => {
    throw new BpmnError({ code: 'UNKNOWN_CUSTOMER', message: 'Who?', variables: { details: { id: 7 } } });
  });
  expect(await process.result()).toMatchObject({ caught: { id: 7 } });
});

test('BPMN error made by the error expression of the model', async () => {
  const process = await deploy({
    catchError: 'GONE',
    headers: {
      errorExpression:
        '=if error.code = "404" then bpmnError("GONE", error.message, {details: error.message}) else null',
    },
  });
  await process.work(async () => {
    throw new ConnectorError({ code: '404', message: 'Not Found' });
  });
  expect(await process.result()).toMatchObject({ caught: 'Not Found' });
});

test('BPMN error that nothing catches: an incident', async () => {
  const process = await deploy();
  await process.work(async () => {
    throw new BpmnError({ code: 'NOBODY_CATCHES', message: 'x' });
  });
  await expectIncident(() => process.start());
});

test('job error made by the error expression: its retries and its back-off', async () => {
  const process = await deploy({
    headers: {
      resultVariable: 'answer',
      errorExpression: '=if error != null then jobError("again", {}, 1, @"PT0.2S") else null',
    },
  });
  const retries: number[] = [];
  await process.work(async (_, { job }) => {
    retries.push(job.retries);
    if (retries.length === 1) throw new ConnectorError({ code: 'NOPE', message: 'No' });
    return 'ok';
  });
  expect(await process.result()).toMatchObject({ answer: 'ok' });
  expect(retries).toEqual([3, 1]);
});

test('ignored error: completes with what the error expression gives', async () => {
  const process = await deploy({
    headers: { resultVariable: 'answer', errorExpression: '=ignoreError({skipped: error.code})' },
  });
  await process.work(async () => {
    throw new ConnectorError({ code: 'NOPE', message: 'No' });
  });
  const variables = await process.result();
  expect(variables).toMatchObject({ skipped: 'NOPE' });
  expect(variables).not.toHaveProperty('answer');
});

test('a mistake in the result expression: an incident, the effect is not repeated', async () => {
  const process = await deploy({ headers: { resultExpression: '=[1, 2]' } });
  await process.work(async () => ({ ok: true }));
  await expectIncident(() => process.start());
  expect(process.calls).toBe(1);
});

test('an expression that cannot be parsed: an incident before anything happens', async () => {
  const process = await deploy({ headers: { resultExpression: '={a: }' } });
  await process.work(async () => ({ ok: true }));
  await expectIncident(() => process.start());
  expect(process.calls).toBe(0);
});

test('wrong input: an incident, the connector does not run', async () => {
  const process = await deploy({ inputs: { value: '=17' } });
  const { statistics } = await process.work(async () => 'must not run', {}, z.string());
  await expectIncident(() => process.start());
  await vi.waitFor(() => expect(statistics()).toMatchObject({ activated: 1, fail: 1 }), { timeout: 10_000 });
  expect(process.calls).toBe(0);
});

test('a secret: put in where the model names it, not where data does; a missing one is an incident, the placeholder goes nowhere', async () => {
  const secrets = { provider: createStaticSecrets({ TOKEN: 's3cret' }) };
  const headers = { resultExpression: '={length: string length(response)}' };
  const source =
    '=if missing then "{{secrets.ABSENT}}" else if data = null then "Bearer {{secrets.TOKEN}}" else data';
  const process = await deploy({ headers, inputs: { value: source } });
  await process.work(async ({ value }) => value, { secrets });
  const fromModel = await process.result({ missing: false, data: null });
  expect(fromModel).toMatchObject({ length: 'Bearer s3cret'.length });
  await expectIncident(() => process.start({ missing: true, data: null }));
  expect(process.calls).toBe(1);

  const other = await deploy({ headers, inputs: { value: '=data' } });
  await other.work(async ({ value }) => value, { secrets });
  const data = 'Bearer {{secrets.TOKEN}}';
  expect(await other.result({ data })).toMatchObject({ length: data.length });
});

test('an output that is too large: an incident, the effect is not repeated', async () => {
  const process = await deploy({ headers: { resultVariable: 'answer' } });
  await process.work(async () => 'x'.repeat(2_000_000));
  await expectIncident(() => process.start());
  expect(process.calls).toBe(1);
});

test('a job that takes longer than its deadline: kept, and done once', async () => {
  const process = await deploy({ headers: { resultVariable: 'answer' } });
  const { statistics } = await process.work(
    async () => {
      await new Promise((resolve) => setTimeout(resolve, 4_000));
      return 'slow';
    },
    { activationTimeoutMs: 1_500, deadlineExtensionMs: 1_500 },
  );
  expect(await process.result()).toMatchObject({ answer: 'slow' });
  await vi.waitFor(() => expect(statistics()).toMatchObject({ activated: 1, complete: 1 }), {
    timeout: 10_000,
  });
});

test('a job that takes longer than its jobTimeout: stopped and tried again', async () => {
  const process = await deploy({ headers: { jobTimeout: 'PT0.5S', resultVariable: 'answer' } });
  let attempts = 0;
  await process.work(async (_, { signal }) => {
    attempts += 1;
    if (attempts > 1) return 'second time';
    return new Promise((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(new Error('stopped'))),
    );
  });
  expect(await process.result()).toMatchObject({ answer: 'second time' });
});

test('a worker that is gone: the job comes again after its deadline, with the same idempotency key', async () => {
  const process = await deploy({ headers: { resultVariable: 'answer' } });
  const keys: string[] = [];
  // The first delivery is held by a client that never answers, as a worker that died.
  const result = process.result();
  const held = await vi.waitFor(
    async () => {
      const jobs = await target.client.activateJobs({
        type: `test:outcome-${count}-${globalThis.process.pid}`,
        worker: 'dead',
        timeout: 1_000,
        maxJobsToActivate: 1,
        requestTimeout: 1_000,
      });
      expect(jobs).toHaveLength(1);
      return jobs[0]!;
    },
    { timeout: 10_000 },
  );
  await process.work(async (_, { idempotencyKey, job }) => {
    keys.push(idempotencyKey);
    expect(job.retries).toBe(3);
    return 'taken over';
  });
  expect(await result).toMatchObject({ answer: 'taken over' });
  expect(keys).toHaveLength(1);
  expect(keys[0]).toContain(held.key);
});

test('an instance that is cancelled while its job runs: the job is given up and counted as gone', async () => {
  const process = await deploy();
  let aborted = false;
  const { statistics } = await process.work(
    (_, { signal }) =>
      new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => {
          aborted = true;
          reject(new Error('stopped'));
        }),
      ),
    { activationTimeoutMs: 2_000 },
  );
  const { processInstanceKey } = await process.start();
  await vi.waitFor(() => expect(process.calls).toBe(1), { timeout: 10_000 });
  await target.client.cancelProcessInstance(processInstanceKey);
  await vi.waitFor(() => expect(statistics()).toMatchObject({ gone: 1, fail: 0, complete: 0 }), {
    timeout: 10_000,
  });
  expect(aborted).toBe(true);
});

test('shutdown: a running job may end; one that does not is handed back with all its retries', async () => {
  const process = await deploy({ headers: { resultVariable: 'answer' } });
  const first = await process.work(
    ({ value }, { signal }) =>
      new Promise((resolve, reject) => {
        if (value === 'quick') setTimeout(() => resolve('ended while draining'), 500);
        signal.addEventListener('abort', () => reject(new Error('stopped')));
      }),
  );
  const quick = process.result({ value: 'quick' });
  const endless = process.result({ value: 'endless' });
  await vi.waitFor(() => expect(process.calls).toBe(2), { timeout: 10_000 });
  await first.workers.close({ timeoutMs: 1_000 });
  expect(await quick).toMatchObject({ answer: 'ended while draining' });
  await vi.waitFor(() => expect(first.statistics()).toMatchObject({ complete: 1, handedBack: 1 }), {
    timeout: 10_000,
  });
  await process.work(async (_, { job }) => job.retries);
  expect(await endless).toMatchObject({ answer: 3 });
});
