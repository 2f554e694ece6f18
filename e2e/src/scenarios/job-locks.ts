import { expect, test, vi } from 'vitest';
import { createWorkbench } from './deploy-work.ts';
import type { TaskWorld } from './task-world.ts';

/** Deadlines, lost workers and shutdowns: the same on each engine. */
export function defineJobLocks(world: () => TaskWorld): void {
  const { deploy } = createWorkbench(world);

  test('a job that takes longer than its deadline: kept, and done once', async () => {
    const process = await deploy({ headers: { resultVariable: 'answer' } });
    const { statistics } = await process.work(
      async () => {
        await new Promise((resolve) => setTimeout(resolve, 7_000));
        return 'slow';
      },
      { lockMs: 4_000 },
    );
    expect(await process.result()).toMatchObject({ answer: 'slow' });
    await vi.waitFor(() => expect(statistics()).toMatchObject({ activated: 1, complete: 1 }));
  });

  test('a job that takes longer than its jobTimeout: stopped and tried again', async () => {
    const process = await deploy({ inputs: {}, headers: { jobTimeout: 'PT1S', resultVariable: 'answer' } });
    let attempts = 0;
    await process.work(async (_, { signal }) => {
      attempts += 1;
      if (attempts > 1) return 'second time';
      return new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(new Error('stopped'))),
      );
    });
    expect(await process.result()).toMatchObject({ answer: 'second time' });
  });

  test('a worker that is gone: the job comes again after its deadline, with the same idempotency key', async () => {
    const process = await deploy({ headers: { resultVariable: 'answer' } });
    const keys: string[] = [];
    // The first delivery is held by a client that never answers, as a worker that died.
    const result = process.result();
    const held = await process.takeJob(1_000);
    await process.work(async (_, { idempotencyKey, job }) => {
      keys.push(idempotencyKey);
      expect(job.retries).toBe(3);
      return 'taken over';
    });
    expect(await result).toMatchObject({ answer: 'taken over' });
    expect(keys).toHaveLength(1);
    expect(keys[0]).toContain(held);
  });

  test('an instance that is cancelled while its job runs: the job is given up and counted as gone', async () => {
    const process = await deploy();
    let aborted = false;
    const { statistics } = await process.work(
      (_, { signal }) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => {
            aborted = true;
            reject(new Error('stopped'));
          }),
        ),
      { lockMs: 4_000 },
    );
    const instance = await process.start();
    await vi.waitFor(() => expect(process.calls).toBe(1));
    await process.cancel(instance);
    await vi.waitFor(() => expect(statistics()).toMatchObject({ gone: 1, fail: 0, complete: 0 }));
    expect(aborted).toBe(true);
  });

  test('shutdown: a running job may end; one that does not is handed back with all its retries', async () => {
    const process = await deploy({ headers: { resultVariable: 'answer' } });
    const first = await process.work(
      ({ value }, { signal }) =>
        new Promise((resolve, reject) => {
          if (value === 'quick') setTimeout(() => resolve('ended while draining'), 500);
          signal.addEventListener('abort', () => reject(new Error('stopped')));
        }),
    );
    const quick = process.result({ value: 'quick' });
    const endless = process.result({ value: 'endless' });
    await vi.waitFor(() => expect(process.calls).toBe(2));
    await first.workers.close({ timeoutMs: 3_000 });
    expect(await quick).toMatchObject({ answer: 'ended while draining' });
    await vi.waitFor(() => expect(first.statistics()).toMatchObject({ complete: 1, handedBack: 1 }));
    await process.work(async (_, { job }) => job.retries);
    expect(await endless).toMatchObject({ answer: 3 });
  });
}
