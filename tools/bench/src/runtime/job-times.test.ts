import { expect, it } from 'vitest';
import { divideTime } from './job-times.ts';

const times = { activatedAt: 12, startedAt: 13, workedFrom: 15, workedUntil: 25, endedAt: 31 };

it('divides the time of a job into parts that are the whole', () => {
  expect(divideTime(times, { requestedAt: 10, resultAt: 33 })).toEqual({
    ...{ fetchMs: 2, queueMs: 1, prepareMs: 2, workMs: 10, answerMs: 6, endMs: 2 },
    totalMs: 23,
  });
});

it('ends with the result, where that comes before the reply to the answer', () => {
  const parts = divideTime(times, { requestedAt: 10, resultAt: 30 });
  expect(parts).toMatchObject({ answerMs: 5, endMs: 0, totalMs: 20 });
});
