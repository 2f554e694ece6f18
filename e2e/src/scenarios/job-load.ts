import type { ConnectorWorkers } from '@jobwright/runtime';
import { describe, expect, test, vi } from 'vitest';
import { workOn } from './work-on.ts';
import type { LoadWorld } from './load-world.ts';

const MEGABYTE = 1_000_000;
const SOON = { timeout: 50_000, interval: 50 };
const hang = () => new Promise<never>(() => undefined);

/** Many jobs, large ones, and a shutdown in the middle of them: the same on each engine. */
export function defineJobLoad<Workers extends ConnectorWorkers>(
  world: () => LoadWorld<Workers>,
  { waiting, large }: { readonly waiting: number; readonly large: number },
): void {
  test(`a connector whose every job hangs leaves the others their places, while ${waiting} of its own wait`, async () => {
    const [slow, fast] = [await world().deploy(), await world().deploy()];
    await slow.start(waiting);
    await fast.start(50);
    const { runtime } = await world().attach(
      [workOn(slow.jobType, hang), workOn(fast.jobType, async () => ({}))],
      { maxConcurrentJobs: 16, maxJobsPerConnector: 1_000 },
    );
    await vi.waitFor(() => expect(runtime.statistics()[fast.jobType]?.complete).toBe(50), SOON);
    expect(runtime.jobsInFlight(slow.jobType)).toBeGreaterThanOrEqual(12);
    await fast.start(50);
    await vi.waitFor(() => expect(runtime.statistics()[fast.jobType]?.complete).toBe(100), SOON);
    expect(runtime.statistics()[slow.jobType]).toMatchObject({ complete: 0, fail: 0, gone: 0 });
    expect(runtime.freeCapacity(slow.jobType)).toBe(0);
  });

  describe('bytes held', () => {
    test('stay within the bound with jobs of megabytes, and all complete', async () => {
      const { jobType, start } = await world().deploy();
      const text = 'x'.repeat(1.5 * MEGABYTE);
      await start(large, text);
      let most = 0;
      const { runtime } = await world().attach(
        [
          workOn(jobType, async () => {
            most = Math.max(most, runtime.bytesInFlight());
            await new Promise((resolve) => setTimeout(resolve, 20));
          }),
        ],
        { maxHeldBytes: 4 * MEGABYTE },
      );
      await start(2 * large, text);
      await vi.waitFor(() => expect(runtime.statistics()[jobType]?.complete).toBe(3 * large), SOON);
      expect(most).toBeGreaterThan(text.length);
      expect(most).toBeLessThanOrEqual(4 * MEGABYTE);
      expect(runtime.bytesInFlight()).toBe(0);
    });

    test('let one job through that is larger than the bound', async () => {
      const { jobType, start } = await world().deploy();
      await start(3, 'x'.repeat(MEGABYTE));
      const held: number[] = [];
      const { runtime } = await world().attach(
        [workOn(jobType, async () => void held.push(runtime.jobsInFlight(jobType)))],
        { maxHeldBytes: 1_000 },
      );
      await vi.waitFor(() => expect(runtime.statistics()[jobType]?.complete).toBe(3), SOON);
      expect(held).toEqual([1, 1, 1]);
    });
  });

  test('a shutdown hands back what runs and what still comes, with all retries, to the next worker', async () => {
    const { jobType, start } = await world().deploy();
    // What is lost on the way comes again after this.
    const first = await world().attach([workOn(jobType, hang)], { maxConcurrentJobs: 8, lockMs: 15_000 });
    let started = 0;
    const startMore = async (count: number): Promise<void> => {
      await start(count);
      started += count;
    };
    await vi.waitFor(async () => {
      await startMore(1);
      expect(world().hasLiveJobs(first)).toBe(true);
    }, SOON);
    await startMore(60);
    await vi.waitFor(() => expect(first.runtime.jobsInFlight(jobType)).toBe(8), SOON);
    const retries: number[] = [];
    const second = await world().attach([workOn(jobType, async ({ job }) => void retries.push(job.retries))]);
    second.runtime.pause(jobType);
    const more = startMore(60);
    await first.close({ timeoutMs: 100 });
    second.runtime.resume(jobType);
    await more;
    const all = first.runtime.statistics()[jobType];
    expect(all).toMatchObject({ complete: 0, fail: 0, unanswered: 0, gone: 0 });
    expect(all?.handedBack).toBe(all?.activated);
    await vi.waitFor(() => expect(retries.length).toBeGreaterThanOrEqual(started), SOON);
    expect(new Set(retries)).toEqual(new Set([3]));
  });
}
