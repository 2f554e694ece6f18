import { defineConnector, defineErrors, RetryableError } from '@jobwright/connector-sdk';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { createConnectorRuntime } from '../connector-runtime.ts';
import { answerJob, throwing } from '../testing/answer-job.ts';
import { createFakeChannel, createJob } from '../testing/fake-channel.ts';

const errors = defineErrors({
  CHAT_LIMITED: { retry: true, keepsRetries: true, advice: 'The job waits.' },
});

/** One job that comes again and again, as often as there are things to throw. */
function createDeliveries(maxRetryDelayMs: number) {
  const thrown: (Error | undefined)[] = [];
  const connector = defineConnector({
    type: 'acme:work:1',
    name: 'Work',
    input: z.object({}),
    output: z.unknown(),
    run: async () => {
      const next = thrown.shift();
      if (next !== undefined) throw next;
    },
  });
  const runtime = createConnectorRuntime({ connectors: [connector], maxRetryDelayMs });
  onTestFinished(() => runtime.drain({ timeoutMs: 0 }));
  const channel = createFakeChannel();
  const deliver = async (next: Error | undefined, overrides: Parameters<typeof createJob>[0] = {}) => {
    thrown.push(next);
    await runtime.accept(createJob({ key: 'limited', ...overrides }), channel);
    return channel.answers.at(-1)?.outcome;
  };
  return deliver;
}

const limited = (retryAfterMs?: number) => errors.CHAT_LIMITED({ message: 'Slow down', retryAfterMs });

test('a rate limit costs no retry: the job waits as long as it was told, with the retries it had', async () => {
  for (const retries of [3, 1]) {
    const { outcome } = await answerJob({ run: throwing(limited(7_000)), retries });
    expect(outcome).toMatchObject({ kind: 'fail', retries, retryBackoffMs: 7_000 });
    expect(outcome).toMatchObject({ errorMessage: 'CHAT_LIMITED: Slow down' });
  }
});

test('the back-off of the task is the least, also its FEEL', async () => {
  for (const retryBackoff of ['PT9S', '="PT9S"']) {
    const { outcome } = await answerJob({ run: throwing(limited(7_000)), headers: { retryBackoff } });
    expect(outcome).toMatchObject({ retries: 3, retryBackoffMs: 9_000 });
  }
});

test('a service that does not say how long is asked less and less often, at most once a minute', async () => {
  const deliver = createDeliveries(86_400_000);
  const waits: unknown[] = [];
  for (let count = 0; count < 8; count += 1) {
    const outcome = await deliver(limited());
    expect(outcome).toMatchObject({ kind: 'fail', retries: 3 });
    waits.push(outcome?.kind === 'fail' && outcome.retryBackoffMs);
  }
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
});

test('after maxRetryDelayMs of waiting in all, a rate limit costs a retry each time', async () => {
  const deliver = createDeliveries(100_000);
  expect(await deliver(limited(60_000))).toMatchObject({ retries: 3 });
  expect(await deliver(limited(60_000), { key: 'another' })).toMatchObject({ retries: 3 });
  expect(await deliver(limited(60_000))).toMatchObject({ retries: 3 });
  expect(await deliver(limited(60_000))).toMatchObject({ retries: 2, retryBackoffMs: 60_000 });
  expect(await deliver(limited(60_000), { retries: 1 })).toMatchObject({ retries: 0 });
  // An incident that was resolved, and a job that went well, wait as long as at first.
  expect(await deliver(limited(60_000))).toMatchObject({ retries: 3 });
  expect(await deliver(limited(60_000))).toMatchObject({ retries: 3 });
  expect(await deliver(undefined)).toMatchObject({ kind: 'complete' });
  expect(await deliver(limited(60_000))).toMatchObject({ retries: 3 });
});

test('one wait that is too long is an incident at once, as any wait is', async () => {
  const deliver = createDeliveries(100_000);
  expect(await deliver(limited(100_001))).toMatchObject({
    kind: 'fail',
    retries: 0,
    errorMessage: expect.stringMatching(/^Not retried: .*101 s, and at most 100 s/),
  });
});

test('the error expression decides first; a connector that names retries means them', async () => {
  const headers = { errorExpression: '=bpmnError(error.code, error.message)' };
  const { outcome } = await answerJob({ run: throwing(limited(7_000)), headers });
  expect(outcome).toMatchObject({ kind: 'throwError', errorCode: 'CHAT_LIMITED' });
  const named = new RetryableError({ code: 'X', message: 'm', keepsRetries: true, retriesLeft: 1 });
  expect((await answerJob({ run: throwing(named) })).outcome).toMatchObject({ retries: 1 });
});
