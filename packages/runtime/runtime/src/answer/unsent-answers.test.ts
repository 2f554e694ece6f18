import { defineConnector } from '@jobwright/connector-sdk';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createConnectorRuntime } from '../connector-runtime.ts';
import { createFakeChannel, createJob } from '../testing/fake-channel.ts';
import { createUnsentAnswers } from './unsent-answers.ts';

test('a job whose answer the engine did not take is answered again, and not run again', async () => {
  let runs = 0;
  const connector = defineConnector({
    type: 'acme:work:1',
    name: 'Work',
    input: z.object({}),
    output: z.unknown(),
    run: async () => (runs += 1),
  });
  const runtime = createConnectorRuntime({ connectors: [connector] });
  const job = createJob({ headers: { resultVariable: 'runs' } });
  const refusing = createFakeChannel({ settle: () => Promise.reject(new Error('refused')) });
  await runtime.accept(job, refusing);
  await runtime.accept(job, refusing);
  const channel = createFakeChannel();
  await runtime.accept(job, channel);
  expect(channel.answers[0]?.outcome).toEqual({ kind: 'complete', variables: '{"runs":1}' });
  expect(runs).toBe(1);
  // What is tried again after its answer has arrived is another try.
  await runtime.accept(job, channel);
  expect(runs).toBe(2);
  expect(runtime.statistics()['acme:work:1']).toMatchObject({ unanswered: 2, complete: 2 });
});

test('answers are kept as long as there is room', () => {
  const unsent = createUnsentAnswers();
  const outcome = { kind: 'complete', variables: 'x'.repeat(1_000_000) } as const;
  for (let key = 0; key < 25; key += 1) unsent.keep(String(key), outcome);
  expect(unsent.take('4')).toBeUndefined();
  expect(unsent.take('5')).toBe(outcome);
  expect(unsent.take('5')).toBeUndefined();
  for (let key = 0; key < 1_100; key += 1) unsent.keep(String(key), { ...outcome, variables: '{}' });
  expect(unsent.take('99')).toBeUndefined();
  expect(unsent.take('100')).toBeDefined();
});
