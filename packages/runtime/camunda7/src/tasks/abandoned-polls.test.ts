import { silentLogger } from '@jobwright/connector-sdk';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createAbandonedPolls } from './abandoned-polls.ts';
import type { ExternalTaskCalls } from './external-task-calls.ts';

function openEngine() {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  let locked: readonly string[] = [];
  const release = vi.fn<ExternalTaskCalls['release']>().mockResolvedValue();
  const listLocked = vi.fn<ExternalTaskCalls['listLocked']>(() => Promise.resolve(locked));
  const unused = () => Promise.reject(new Error('not called'));
  const polls = createAbandonedPolls(
    {
      release,
      listLocked,
      fetchAndLock: unused,
      complete: unused,
      fail: unused,
      throwError: unused,
      extendLock: unused,
    },
    silentLogger,
  );
  return { polls, release, listLocked, lock: (taskId: string) => void (locked = [taskId]) };
}

test('a task that an engine locks for an abandoned poll after it stood still is unlocked', async () => {
  const { polls, release, lock } = openEngine();
  polls.add('worker-1', 2_000);
  vi.advanceTimersByTime(3_000);
  await polls.release('over');
  expect(release).not.toHaveBeenCalled();
  // The engine goes on, and begins the poll.
  lock('task-1');
  vi.advanceTimersByTime(3_000);
  await polls.release('over');
  expect(release.mock.calls[0]?.[0]).toEqual({ taskId: 'task-1', workerId: 'worker-1' });
});

test('a poll is looked for ever more rarely, and not for ever', async () => {
  const { polls, listLocked } = openEngine();
  polls.add('worker-1', 2_000);
  for (let second = 0; second < 300; second += 1) {
    vi.advanceTimersByTime(1_000);
    await polls.release('over');
  }
  expect(listLocked.mock.calls.length).toBeGreaterThan(3);
  expect(listLocked.mock.calls.length).toBeLessThan(8);
});
