import { ConnectorError, InputError, RetryableError } from '@jobwright/connector-sdk';
import { describe, expect, test } from 'vitest';
import { answerJob, throwing, type Work } from '../testing/answer-job.ts';

const busy = new RetryableError({ code: '503', message: 'Busy', variables: { wait: 'PT7S' } });
const fail = (retryBackoff: string, work: Work = {}) =>
  answerJob({ run: throwing(busy), ...work, headers: { retryBackoff, ...work.headers } });

describe('FEEL as retryBackoff', () => {
  test.each([
    [3, 1000],
    [2, 2000],
    [1, 0],
  ])('doubles with each attempt: at %d retries %d ms', async (retries, retryBackoffMs) => {
    const { outcome } = await fail('=duration("PT" + string(2 ** (3 - job.retries)) + "S")', { retries });
    expect(outcome).toMatchObject({ kind: 'fail', retries: retries - 1, retryBackoffMs });
  });

  test.each([
    ['=if error.code = "503" then duration("PT5S") else duration("PT1S")', 5000],
    ['=duration(error.variables.wait)', 7000],
    ['=error.variables.wait', 7000],
    ['= @"PT23H"', 82_800_000],
    ['=backoff(2, @"PT1S", 3, @"PT1M", 0)', 3000],
    ['=duration("-PT5S")', 0],
    ['\n = "PT0.5S"', 500],
  ])('%s waits %d ms', async (retryBackoff, retryBackoffMs) => {
    expect((await fail(retryBackoff)).outcome).toMatchObject({ retries: 2, retryBackoffMs });
  });

  test('is the least: what the other side asks for counts where it is longer', async () => {
    const asked = throwing(new RetryableError({ code: '429', message: 'Slow', retryAfterMs: 9000 }));
    expect((await fail('="PT1S"', { run: asked })).outcome).toMatchObject({ retryBackoffMs: 9000 });
    expect((await fail('="PT10S"', { run: asked })).outcome).toMatchObject({ retryBackoffMs: 10_000 });
  });

  test.each([
    ['a list', '=[1]', /gave a list/],
    ['a number', '=30', /gave a number/],
    ['a context', '={a: 1}', /gave a context/],
    ['null, as of a name there is not', '=duration(job.retry)', /gave null/],
    ['months', '=duration("P1M")', /gave the text "P1M"/],
    ['any text', '="soon"', /gave the text "soon"/],
    ['a wrong argument', '=backoff("x")', /must be a Number/],
  ])('that gives %s is a failure that names it and makes no other attempt', async (_case, feel, reason) => {
    const { outcome, calls } = await fail(feel);
    expect(outcome).toMatchObject({ kind: 'fail', retries: 0, errorMessage: expect.stringMatching(reason) });
    expect(outcome).toMatchObject({
      errorMessage: expect.stringMatching(/^RETRY_BACKOFF_FAILED: .*The job had failed with 503: Busy$/),
    });
    expect(calls).toBe(1);
  });

  test('with a mistake of syntax is found before the call', async () => {
    const { outcome, calls } = await fail('=duration(');
    expect(outcome).toMatchObject({ retries: 0, errorMessage: expect.stringMatching(/header retryBackoff/) });
    expect(calls).toBe(0);
  });

  test('is bounded like every wait that data decides', async () => {
    const { outcome } = await fail('="PT2H"', { options: { maxRetryDelayMs: 3_600_000 } });
    expect(outcome).toMatchObject({
      retries: 0,
      errorMessage: expect.stringMatching(/7200 s, and at most 3600 s .*503: Busy$/),
    });
  });

  test('is not asked where no attempt is left, nor of a success', async () => {
    const final = throwing(new ConnectorError({ code: '404', message: 'Not Found' }));
    expect((await fail('=[1]', { run: final })).outcome).toMatchObject({
      retries: 0,
      errorMessage: '404: Not Found',
    });
    expect((await fail('=[1]', { run: async () => 1 })).outcome.kind).toBe('complete');
  });

  test('holds for a job error that names no wait', async () => {
    const raw = '={errorType: "jobError", errorMessage: "again", retries: 2}';
    const failed = await fail('=error.variables.wait', { headers: { errorExpression: raw } });
    expect(failed.outcome).toMatchObject({ errorMessage: 'again', retries: 2, retryBackoffMs: 7000 });
    const named = await fail('="PT9S"', {
      headers: { errorExpression: '=jobError("again", {}, 2, @"PT1S")' },
    });
    expect(named.outcome).toMatchObject({ retries: 2, retryBackoffMs: 1000 });
    const succeeded = await fail('=if error.message = "again" then "PT4S" else "PT1S"', {
      run: async () => 1,
      headers: { errorExpression: raw },
    });
    expect(succeeded.outcome).toMatchObject({ retries: 2, retryBackoffMs: 4000 });
  });
});

describe('a duration as retryBackoff', () => {
  test.each([
    ['PT-5S', 0],
    ['-PT5S', 0],
    ['PT1M-30S', 30_000],
    [' ', 0],
    ['', 0],
    [' PT5S ', 5000],
  ])('%j waits %d ms', async (retryBackoff, retryBackoffMs) => {
    expect((await fail(retryBackoff)).outcome).toMatchObject({ retries: 2, retryBackoffMs });
  });

  test('is not waited for where no attempt is left', async () => {
    expect((await fail('PT30S', { retries: 1 })).outcome).toMatchObject({ retries: 0, retryBackoffMs: 0 });
  });
});

test.each(['PT0S', 'PT-1S', '-PT1M'])('jobTimeout %s is refused', async (jobTimeout) => {
  const { outcome, calls } = await answerJob({ headers: { jobTimeout } });
  expect(outcome).toMatchObject({ retries: 0, errorMessage: expect.stringMatching(/above zero/) });
  expect(calls).toBe(0);
});

test('a result variable is named as it is written', async () => {
  expect((await answerJob({ run: async () => 1, headers: { resultVariable: ' r ' } })).variables).toEqual({
    ' r ': 1,
  });
});

describe('the attempts that are left', () => {
  const left = (retriesLeft: number) =>
    throwing(new RetryableError({ code: 'BUSY', message: 'm', retriesLeft, retryAfterMs: 5 }));
  test.each([
    [0, 0],
    [1, 1],
    [9, 9],
    [2.9, 2],
    [-4, 0],
    [Number.NaN, 2],
    [Number.POSITIVE_INFINITY, 2_147_483_647],
  ])('a connector that says %d leaves %d', async (retriesLeft, retries) => {
    expect((await answerJob({ run: left(retriesLeft) })).outcome).toMatchObject({ kind: 'fail', retries });
  });

  const wrong = new InputError([{ path: 'a', message: 'is wrong' }]);
  const cyclic = new Error('a');
  cyclic.cause = new Error('b', { cause: cyclic });
  test.each([
    ['an error', new Error('x', { cause: wrong }), 0],
    ['an error deep in others', new Error('x', { cause: new TypeError('y', { cause: wrong }) }), 0],
    ['a retryable one', new RetryableError({ code: 'X', message: 'm', cause: wrong }), 0],
    [
      'one that names retries',
      new RetryableError({ code: 'X', message: 'm', retriesLeft: 5, cause: wrong }),
      0,
    ],
    ['a cycle of causes without one', cyclic, 2],
    ['another cause', new Error('x', { cause: new ConnectorError({ code: 'X', message: '' }) }), 2],
  ])('an InputError as cause of %s', async (_case, thrown, retries) => {
    expect((await answerJob({ run: throwing(thrown) })).outcome).toMatchObject({ kind: 'fail', retries });
  });
});
