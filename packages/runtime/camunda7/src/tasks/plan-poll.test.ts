import { describe, expect, test } from 'vitest';
import { planPoll } from './plan-poll.ts';

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
