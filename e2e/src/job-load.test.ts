import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { defineJobLoad } from './scenarios/job-load.ts';
import { workOn } from './scenarios/work-on.ts';
import { createLoadWorld } from './testing/load-world.ts';
import { transport } from './testing/jobs-address.ts';
import { connectTarget, type Target } from './testing/target.ts';

let target: Target;
const world = createLoadWorld(() => target);

beforeAll(async () => {
  target = await connectTarget();
});
afterAll(() => target.close());

const SOON = { timeout: 50_000, interval: 50 };

defineJobLoad(() => world, { waiting: 1_000, large: 10 });

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
