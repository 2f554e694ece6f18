import { describe, expect, test } from 'vitest';
import { planGathering, planPoll } from './plan-poll.ts';

const free = (capacities: Readonly<Record<string, number>>) =>
  Object.entries(capacities).map(([jobType, capacity]) => ({ jobType, capacity }));

describe('a poll asks for no more than fits, whatever topic the tasks are of', () => {
  test.each([
    [{ one: 128, two: 128 }, false, { jobTypes: ['one', 'two'], maxTasks: 128 }],
    [{ one: 128, two: 1 }, false, { jobTypes: ['one', 'two'], maxTasks: 1 }],
    [{ one: 128, two: 1 }, true, { jobTypes: ['one'], maxTasks: 128 }],
    [{ one: 100, two: 50, three: 49 }, true, { jobTypes: ['one', 'two'], maxTasks: 50 }],
    [{ two: 1 }, true, { jobTypes: ['two'], maxTasks: 1 }],
  ])('%o, with a backlog: %s', (capacities, hasBacklog, expected) => {
    expect(planPoll(free(capacities), hasBacklog)).toEqual(expected);
  });
});

describe('capacity is gathered for as long as a poll is worth it', () => {
  test.each([
    ['there is no backlog', [undefined], { timeoutMs: 5, part: 1 / 4 }],
    ['one of the job types has no backlog', [400, undefined], { timeoutMs: 5, part: 1 / 4 }],
    ['the engine is quick', [4], { timeoutMs: 5, part: 1 / 3 }],
    ['the engine is under load', [60, 100], { timeoutMs: 50, part: 1 / 3 }],
    ['the engine is slow', [5_000], { timeoutMs: 200, part: 1 / 3 }],
  ])('%s', (_name, backlogMs, expected) => {
    expect(planGathering(backlogMs)).toEqual(expected);
  });
});
