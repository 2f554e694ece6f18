import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createLoadWorld, workOn } from './testing/load-world.ts';
import { transport } from './testing/jobs-address.ts';
import { connectTarget, type Target } from './testing/target.ts';

let target: Target;
const world = createLoadWorld(() => target);

beforeAll(async () => {
  target = await connectTarget();
});
afterAll(() => target.close());

const hang = () => new Promise<never>(() => undefined);
const SOON = { timeout: 50_000, interval: 50 };

describe('a connector whose every job hangs', () => {
  test('leaves the others their places: all their jobs complete while a thousand of its own wait', async () => {
    const [slow, fast] = [await world.deploy(), await world.deploy()];
    await slow.start(1_000);
    await fast.start(50);
    const { runtime } = await world.attach(
      [workOn(slow.jobType, hang), workOn(fast.jobType, async () => ({}))],
      {
        maxConcurrentJobs: 16,
        maxJobsPerConnector: 1_000,
      },
    );
    await vi.waitFor(() => expect(runtime.statistics()[fast.jobType]?.complete).toBe(50), SOON);
    expect(runtime.jobsInFlight(slow.jobType)).toBeGreaterThanOrEqual(12);
    await fast.start(50);
    await vi.waitFor(() => expect(runtime.statistics()[fast.jobType]?.complete).toBe(100), SOON);
    expect(runtime.statistics()[slow.jobType]).toMatchObject({ complete: 0, fail: 0, gone: 0 });
    expect(runtime.freeCapacity(slow.jobType)).toBe(0);
  });
});

describe('bytes held', () => {
  const MEGABYTE = 1_000_000;

  test('stay within the bound with jobs of megabytes, and all complete', async () => {
    const { jobType, start } = await world.deploy();
    const text = 'x'.repeat(1.5 * MEGABYTE);
    await start(10, text);
    let most = 0;
    const { runtime } = await world.attach(
      [
        workOn(jobType, async () => {
          most = Math.max(most, runtime.bytesInFlight());
          await new Promise((resolve) => setTimeout(resolve, 20));
        }),
      ],
      { maxHeldBytes: 4 * MEGABYTE },
    );
    await start(20, text);
    await vi.waitFor(() => expect(runtime.statistics()[jobType]?.complete).toBe(30), SOON);
    expect(most).toBeGreaterThan(text.length);
    expect(most).toBeLessThanOrEqual(4 * MEGABYTE);
    expect(runtime.bytesInFlight()).toBe(0);
  });

  test('let one job through that is larger than the bound', async () => {
    const { jobType, start } = await world.deploy();
    await start(3, 'x'.repeat(MEGABYTE));
    const held: number[] = [];
    const { runtime } = await world.attach(
      [workOn(jobType, async () => void held.push(runtime.jobsInFlight(jobType)))],
      {
        maxHeldBytes: 1_000,
      },
    );
    await vi.waitFor(() => expect(runtime.statistics()[jobType]?.complete).toBe(3), SOON);
    expect(held).toEqual([1, 1, 1]);
  });
});

describe.runIf(transport === 'grpc')('streams', () => {
  test('bring jobs as they come; those from before are polled, and each is worked on once', async () => {
    const { jobType, start } = await world.deploy();
    await start(30);
    const seen: string[] = [];
    const { runtime, came } = await world.attach([
      workOn(jobType, async ({ job }) => void seen.push(job.key)),
    ]);
    await vi.waitFor(() => expect(seen).toHaveLength(30), SOON);
    expect(came.polled).toBe(30);
    let started = 30;
    const startOne = async () => {
      await start(1);
      started += 1;
    };
    await vi.waitFor(async () => {
      await startOne();
      expect(came.pushed).toBeGreaterThan(0);
    }, SOON);
    await vi.waitFor(() => expect(seen).toHaveLength(started), SOON);
    // One at a time: in a burst a poll beside the stream may be first, and a full stream leaves the rest to
    // polls; on a busy machine now and then also of one.
    const pushedBefore = came.pushed;
    while (came.pushed - pushedBefore < 30) {
      await startOne();
      await vi.waitFor(() => expect(seen).toHaveLength(started), { ...SOON, interval: 5 });
    }
    await start(50);
    await vi.waitFor(() => expect(seen).toHaveLength(started + 50), SOON);
    await vi.waitFor(() => expect(runtime.statistics()[jobType]?.complete).toBe(seen.length), SOON);
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('bring no more than there is room for, and every job of a burst is worked on once', async () => {
    const { jobType, start } = await world.deploy();
    const seen: string[] = [];
    let running = 0;
    let most = 0;
    const { runtime, came } = await world.attach(
      [
        workOn(jobType, async ({ job }) => {
          seen.push(job.key);
          running += 1;
          most = Math.max(most, running);
          await new Promise((resolve) => setTimeout(resolve, 5));
          running -= 1;
        }),
      ],
      { maxJobsPerConnector: 4 },
    );
    await vi.waitFor(async () => {
      await start(1);
      expect(came.pushed).toBeGreaterThan(0);
    }, SOON);
    const before = seen.length;
    await start(400);
    await vi.waitFor(() => expect(seen.length).toBeGreaterThanOrEqual(before + 400), SOON);
    await vi.waitFor(() => expect(runtime.jobsInFlight(jobType)).toBe(0), SOON);
    expect(new Set(seen).size).toBe(seen.length);
    expect(most).toBeLessThanOrEqual(4);
  });

  test('are not needed', async () => {
    const { jobType, start } = await world.deploy();
    const { runtime, came } = await world.attach([workOn(jobType, async () => ({}))], { streams: 'off' });
    await start(20);
    await vi.waitFor(() => expect(runtime.statistics()[jobType]?.complete).toBe(20), SOON);
    expect(came).toEqual({ polled: 20, pushed: 0 });
  });
});

describe('a shutdown', () => {
  test('hands back what runs and what is still pushed, with all retries, to the next worker', async () => {
    const { jobType, start } = await world.deploy();
    const first = await world.attach([workOn(jobType, hang)], {
      maxConcurrentJobs: 8,
      // What is lost on the way comes again after this.
      activationTimeoutMs: 6_000,
    });
    await vi.waitFor(async () => {
      await start(1);
      expect(transport === 'rest' ? first.came.polled : first.came.pushed).toBeGreaterThan(0);
    }, SOON);
    await start(60);
    await vi.waitFor(() => expect(first.runtime.jobsInFlight(jobType)).toBe(8), SOON);
    const retries: number[] = [];
    const second = await world.attach([workOn(jobType, async ({ job }) => void retries.push(job.retries))]);
    second.runtime.pause(jobType);
    const more = start(60);
    await first.close({ timeoutMs: 100 });
    second.runtime.resume(jobType);
    await more;
    const all = first.runtime.statistics()[jobType];
    expect(all).toMatchObject({ complete: 0, fail: 0, unanswered: 0, gone: 0 });
    expect(all?.handedBack).toBe(all?.activated);
    await vi.waitFor(() => expect(retries.length).toBeGreaterThanOrEqual(121), SOON);
    expect(new Set(retries)).toEqual(new Set([3]));
  });
});
