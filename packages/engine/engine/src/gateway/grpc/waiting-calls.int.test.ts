import type { ClientReadableStream, ServiceError } from '@grpc/grpc-js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';
import { workModel } from '../../testing/gateway-models.ts';
import { connectRawGateway, type Fields, type RawGateway, toOutcome } from '../../testing/raw-gateway.ts';

let engine: EmbeddedEngine;
let gateway: RawGateway;
beforeEach(async () => {
  engine = await startEngine();
  gateway = connectRawGateway(engine.grpcAddress);
  await gateway.call('DeployResource', {
    resources: [{ name: 'p.bpmn', content: Buffer.from(workModel('p')) }],
  });
});
afterEach(async () => {
  gateway.close();
  await engine.close();
});

const create = async (variables: Fields = {}): Promise<string> => {
  const created = await gateway.call('CreateProcessInstance', {
    bpmnProcessId: 'p',
    version: -1,
    variables: JSON.stringify(variables),
  });
  if (!('ok' in created)) throw new Error(created.details);
  return String(created.ok.processInstanceKey);
};
const poll = { type: 'p-work', worker: 'w', timeout: 60_000, maxJobsToActivate: 1, requestTimeout: 15_000 };
const stream = { type: 'p-work', worker: 's', timeout: 60_000 };

const jobsOf = (answer: unknown): Fields[] => (answer as { jobs: Fields[] }[]).flatMap(({ jobs }) => jobs);
const numbersOf = (jobs: readonly Fields[]): number[] =>
  jobs.map(({ variables }) => (JSON.parse(String(variables)) as { n: number }).n);

/** Resolves when the server has seen everything that was sent on the connection before. */
const settle = (): Promise<unknown> => gateway.call('Topology', {});

function listen(call: ClientReadableStream<Fields>) {
  const jobs: Fields[] = [];
  const ended = new Promise<string | ReturnType<typeof toOutcome>>((resolve) => {
    call.on('data', (job: Fields) => jobs.push(job));
    call.on('end', () => resolve('end'));
    call.on('error', (error: ServiceError) => resolve(toOutcome(error)));
  });
  return { jobs, ended };
}

test('polls that wait are served in the order they came', async () => {
  const first = gateway.collect('ActivateJobs', poll);
  await settle();
  const second = gateway.collect('ActivateJobs', poll);
  await settle();
  await create({ n: 1 });
  expect(numbersOf(jobsOf(await first))).toEqual([1]);
  await create({ n: 2 });
  expect(numbersOf(jobsOf(await second))).toEqual([2]);
});

test('a poll whose client is gone takes no job', async () => {
  const gone = gateway.open('ActivateJobs', poll);
  const { ended } = listen(gone);
  await settle();
  gone.cancel();
  await ended;
  await settle();
  await create({ n: 1 });
  expect(numbersOf(jobsOf(await gateway.collect('ActivateJobs', poll)))).toEqual([1]);
});

test('a poll whose client has given up takes no job', async () => {
  const { ended } = listen(gateway.open('ActivateJobs', poll, { deadlineMs: 200 }));
  expect(await ended).toMatchObject({ error: 'DEADLINE_EXCEEDED' });
  await settle();
  await create({ n: 1 });
  expect(numbersOf(jobsOf(await gateway.collect('ActivateJobs', poll)))).toEqual([1]);
});

test('a failed, timed-out or backed-off job reaches a poll that waits', async () => {
  await create({ n: 1 });
  const [job] = jobsOf(await gateway.collect('ActivateJobs', { ...poll, timeout: 200 }));
  expect(jobsOf(await gateway.collect('ActivateJobs', poll))[0]?.key).toBe(job?.key);
  const waiting = gateway.collect('ActivateJobs', poll);
  await gateway.call('FailJob', { jobKey: job?.key, retries: 2 });
  expect(jobsOf(await waiting)[0]).toMatchObject({ key: job?.key, retries: 2 });
  await gateway.call('FailJob', { jobKey: job?.key, retries: 1, retryBackOff: 200 });
  expect(jobsOf(await gateway.collect('ActivateJobs', poll))[0]).toMatchObject({ key: job?.key, retries: 1 });
});

test('jobs that do not fit into one message come in several', async () => {
  for (const n of [1, 2, 3]) await create({ n, text: 'x'.repeat(1_500_000) });
  const answer = (await gateway.collect('ActivateJobs', { ...poll, maxJobsToActivate: 3 })) as {
    jobs: Fields[];
  }[];
  expect(answer.map(({ jobs }) => jobs.length)).toEqual([2, 1]);
  expect(numbersOf(jobsOf(answer))).toEqual([1, 2, 3]);
});

test('a job too large for any message becomes an incident and holds up no other', async () => {
  const key = await create({ n: 1, text: 'x'.repeat(2_500_000) });
  const more = { elementInstanceKey: key, variables: JSON.stringify({ more: 'x'.repeat(2_500_000) }) };
  expect(await gateway.call('SetVariables', more)).toHaveProperty('ok');
  await create({ n: 2 });
  expect(numbersOf(jobsOf(await gateway.collect('ActivateJobs', poll)))).toEqual([2]);
  expect(engine.core.incidents()).toEqual([
    expect.objectContaining({
      processInstanceKey: key,
      message: expect.stringContaining('larger than a message may be'),
    }),
  ]);
});

test('a request beyond 4 MB is refused', async () => {
  const outcome = await gateway.call('CreateProcessInstance', {
    bpmnProcessId: 'p',
    version: -1,
    variables: JSON.stringify({ text: 'x'.repeat(4_200_000) }),
  });
  expect(outcome).toMatchObject({ error: 'RESOURCE_EXHAUSTED' });
});

test('streams share the jobs and come before polls', async () => {
  const waiting = gateway.collect('ActivateJobs', { ...poll, requestTimeout: 1_000 });
  const calls = [gateway.open('StreamActivatedJobs', stream), gateway.open('StreamActivatedJobs', stream)];
  const listeners = calls.map(listen);
  await settle();
  for (const n of [1, 2, 3, 4]) await create({ n });
  await expect.poll(() => listeners.map(({ jobs }) => jobs.length)).toEqual([2, 2]);
  expect(await waiting).toEqual([]);
  for (const call of calls) call.cancel();
});

test('a stream gets no job from before it was opened, which stays for polls', async () => {
  await create({ n: 1 });
  const { jobs } = listen(gateway.open('StreamActivatedJobs', stream));
  await settle();
  await create({ n: 2 });
  await expect.poll(() => jobs.length).toBe(1);
  expect(numbersOf(jobs)).toEqual([2]);
  expect(numbersOf(jobsOf(await gateway.collect('ActivateJobs', poll)))).toEqual([1]);
});

test('a stream whose client is gone takes no job', async () => {
  const call = gateway.open('StreamActivatedJobs', stream);
  const { ended } = listen(call);
  await settle();
  call.cancel();
  await ended;
  await settle();
  await create({ n: 1 });
  expect(numbersOf(jobsOf(await gateway.collect('ActivateJobs', poll)))).toEqual([1]);
});

test('a stream that is not read takes a bounded number of jobs; the rest go to polls, or come when it is read', async () => {
  const call = gateway.open('StreamActivatedJobs', stream);
  const { jobs } = listen(call);
  await settle();
  await create({ n: 0 });
  await expect.poll(() => jobs.length).toBe(1);
  call.pause();
  const total = 200;
  for (let n = 1; n < total; n += 1) await create({ n, text: 'x'.repeat(50_000) });
  const polled = jobsOf(
    await gateway.collect('ActivateJobs', { ...poll, maxJobsToActivate: 10, requestTimeout: -1 }),
  );
  expect(polled).toHaveLength(10);
  call.resume();
  await expect.poll(() => jobs.length).toBe(total - 10);
  expect(new Set([...numbersOf(jobs), ...numbersOf(polled)]).size).toBe(total);
  call.cancel();
});

test('closing the engine ends what waits with UNAVAILABLE', async () => {
  const polling = gateway.collect('ActivateJobs', poll);
  const { ended } = listen(gateway.open('StreamActivatedJobs', stream));
  const result = gateway.call('CreateProcessInstanceWithResult', {
    request: { bpmnProcessId: 'p', version: -1 },
    requestTimeout: 15_000,
  });
  await settle();
  await engine.close();
  const closing = { error: 'UNAVAILABLE', details: 'The embedded engine is shutting down' };
  expect([await polling, await ended, await result]).toEqual([closing, closing, closing]);
});
