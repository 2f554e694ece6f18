import { defineConnector } from '@jobwright/connector-sdk';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createConnectorRuntime } from '../connector-runtime.ts';
import { createFakeChannel, createJob } from '../testing/fake-channel.ts';
import { WorkerEndedError } from '../worker-ended-error.ts';
import { createMemoryJobMarks } from './mark-book.ts';

/** A runtime whose connector dies on the job `poison`, and says which jobs are at work. */
function start(overrides: Parameters<typeof createFakeChannel>[0] = {}) {
  const marks = createMemoryJobMarks();
  const atWork = new Map<string, (end: unknown) => void>();
  const connector = defineConnector({
    type: 'acme:work:1',
    name: 'Work',
    input: z.object({}),
    output: z.unknown(),
    run: (_input, { job }) =>
      job.key === 'poison'
        ? Promise.reject(new WorkerEndedError('The worker ended with code 1'))
        : new Promise((resolve) => atWork.set(job.key, resolve)),
  });
  const runtime = createConnectorRuntime({ connectors: [connector], marks });
  const channel = createFakeChannel(overrides);
  const accept = (key: string, retries = 3) => runtime.accept(createJob({ key, retries }), channel);
  const mark = (key: string) =>
    marks.begin({ key, type: 'acme:work:1', elementId: 'task', alone: false })('died');
  const settle = async () => {
    for (let rounds = 0; rounds < 20; rounds += 1) await Promise.resolve();
  };
  return { runtime, channel, marks, accept, mark, atWork, settle };
}

test('a job that ends what runs it is handed back, then run alone, twice, and then an incident names it', async () => {
  const { channel, marks, accept } = start();
  for (let delivery = 1; delivery <= 3; delivery += 1) await accept('poison');
  expect(channel.answers.map(({ outcome }) => outcome)).toMatchObject(
    Array(3).fill({
      kind: 'fail',
      retries: 3,
      retryBackoffMs: 0,
      errorMessage: expect.stringMatching(/died/),
    }),
  );
  expect(marks.find('poison')).toEqual({ deaths: 3, loneDeaths: 2 });
  await accept('poison');
  expect(channel.answers.at(-1)?.outcome).toMatchObject({
    kind: 'fail',
    retries: 0,
    errorMessage: expect.stringMatching(
      /^JOB_ENDS_PROCESS: Job poison of acme:work:1 at task was running 3 times/,
    ),
  });
  // Whoever resolves the incident has it run again.
  await accept('poison');
  expect(channel.answers.at(-1)?.outcome).toMatchObject({ retries: 3 });
});

test('a job that comes again before the engine says that it was handed back is marked already', async () => {
  let again: Promise<unknown> | undefined;
  const { accept, marks } = start({
    async settle() {
      again ??= Promise.resolve().then(() => accept('poison'));
      await new Promise((resolve) => setTimeout(resolve, 20));
      return 'settled';
    },
  });
  await accept('poison');
  await again;
  expect(marks.find('poison')).toEqual({ deaths: 2, loneDeaths: 1 });
});

test('marked jobs are run one at a time, beside the others; a clean end removes the mark', async () => {
  const { accept, mark, atWork, settle, marks } = start();
  for (const key of ['m1', 'm2']) mark(key);
  const done = ['m1', 'm2', 'a', 'b'].map((key) => accept(key));
  await settle();
  expect([...atWork.keys()]).toEqual(expect.arrayContaining(['m1', 'a', 'b']));
  expect(atWork.has('m2')).toBe(false);
  atWork.get('m1')?.({});
  await done[0];
  await settle();
  expect(atWork.has('m2')).toBe(true);
  expect([marks.find('m1'), marks.find('m2')]).toEqual([undefined, { deaths: 1, loneDeaths: 0 }]);
  for (const finish of atWork.values()) finish({});
  await Promise.all(done);
  expect(marks.size).toBe(0);
});

test('more marked jobs than a few are handed back for a while: they take no slots from others', async () => {
  const { accept, mark, atWork, settle, channel, runtime } = start();
  const keys = Array.from({ length: 8 }, (_, index) => `m${index}`);
  keys.forEach(mark);
  void Promise.all(keys.map((key) => accept(key)));
  await settle();
  expect(atWork.size).toBe(1);
  expect(channel.answers.map(({ outcome }) => outcome)).toMatchObject(
    Array(3).fill({ kind: 'fail', retries: 3, retryBackoffMs: 2_000 }),
  );
  expect(runtime.jobsInFlight('acme:work:1')).toBe(5);
  await runtime.drain({ timeoutMs: 0 });
  expect(channel.answers).toHaveLength(8);
});
