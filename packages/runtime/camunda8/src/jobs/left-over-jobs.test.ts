import type { ActivatedJob } from '@jobwright/runtime';
import { expect, test } from 'vitest';
import { greet } from '../testing/processes.ts';
import type { JobSubscription } from './job-subscription.ts';
import { createLeftOverJobs } from './left-over-jobs.ts';

function createWorld(capacity: number) {
  const events: string[] = [];
  const runtime = {
    isPaused: () => false,
    freeCapacity: () => capacity - events.filter((event) => event.startsWith('run')).length,
    accept: async ({ key }: ActivatedJob) => void events.push(`run ${key}`),
    handBack: async ({ key }: ActivatedJob) => void events.push(`hand back ${key}`),
  };
  const subscription = { runtime, connector: greet('acme:greet:1'), channel: {} };
  const leftOver = createLeftOverJobs(subscription as unknown as JobSubscription);
  return { events, leftOver, add: (key: string) => leftOver.add({ key } as ActivatedJob) };
}

test('jobs wait until the stream has ended; then they run while there is capacity, and the rest is handed back', async () => {
  const { events, leftOver, add } = createWorld(1);
  add('1');
  add('2');
  expect(events).toEqual([]);
  await leftOver.settle();
  expect(events).toEqual(['run 1', 'hand back 2']);
});

test('a job that comes even later does not wait', async () => {
  const { events, leftOver, add } = createWorld(0);
  await leftOver.settle();
  add('1');
  expect(events).toEqual(['hand back 1']);
});
