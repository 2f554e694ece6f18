import { defineResource } from '@jobwright/concurrency';
import { defineConnector, type OperationContext } from '@jobwright/connector-sdk';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createConnectorRuntime } from './connector-runtime.ts';
import type { RuntimeOptions } from './runtime-options.ts';
import { createFakeChannel, createJob } from './testing/fake-channel.ts';

type Run = (context: OperationContext) => Promise<unknown>;

const connectorOf = (run: Run, type = 'acme:work:1') =>
  defineConnector({
    type,
    name: 'Work',
    input: z.object({}),
    output: z.unknown(),
    run: (_, context) => run(context),
  });

const runtimeOf = (run: Run, options: Partial<RuntimeOptions> = {}) =>
  createConnectorRuntime({ connectors: [connectorOf(run)], ...options });

/** Operations that end on demand. */
function createGate() {
  const open: (() => void)[] = [];
  let most = 0;
  return {
    run: async () => {
      await new Promise<void>((resolve) => {
        open.push(resolve);
        most = Math.max(most, open.length);
      });
    },
    openOne: () => open.shift()?.(),
    get running() {
      return open.length;
    },
    get most() {
      return most;
    },
  };
}

const untilAborted = ({ signal }: OperationContext) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));

describe('concurrency', () => {
  it('offers what is free of a connector, and of all', async () => {
    const gate = createGate();
    const runtime = createConnectorRuntime({
      connectors: [connectorOf(gate.run, 'a'), connectorOf(gate.run, 'b')],
      maxConcurrentJobs: 3,
      maxJobsPerConnector: { a: 2 },
    });
    expect([runtime.freeCapacity('a'), runtime.freeCapacity('b'), runtime.limitOf('a')]).toEqual([2, 2, 2]);
    const first = runtime.accept(createJob({ type: 'a' }), createFakeChannel());
    const second = runtime.accept(createJob({ type: 'a' }), createFakeChannel());
    await vi.waitFor(() => expect(gate.running).toBe(2));
    expect([runtime.freeCapacity('a'), runtime.freeCapacity('b')]).toEqual([0, 1]);
    gate.openOne();
    gate.openOne();
    await Promise.all([first, second]);
    expect([runtime.freeCapacity('a'), runtime.freeCapacity('b')]).toEqual([2, 2]);
  });

  it('never works on more jobs than allowed in all, and answers each once', async () => {
    const gate = createGate();
    const runtime = runtimeOf(gate.run, { maxConcurrentJobs: 4 });
    const channel = createFakeChannel();
    const all = Array.from({ length: 20 }, () => runtime.accept(createJob(), channel));
    for (let done = 0; done < 20; done += 1) {
      await vi.waitFor(() => expect(gate.running).toBeGreaterThan(0));
      gate.openOne();
    }
    await Promise.all(all);
    expect(gate.most).toBe(4);
    expect(new Set(channel.answers.map(({ job }) => job.key)).size).toBe(20);
    expect(channel.answers).toHaveLength(20);
  });

  it('wakes who waits for room', async () => {
    const gate = createGate();
    const runtime = runtimeOf(gate.run, { maxJobsPerConnector: 1 });
    const running = runtime.accept(createJob(), createFakeChannel());
    await vi.waitFor(() => expect(gate.running).toBe(1));
    const room = runtime.waitForCapacity('acme:work:1', 1, { timeoutMs: 10_000 });
    gate.openOne();
    expect(await room).toBe(1);
    await running;
  });

  it('ends a wait for capacity with its signal', async () => {
    const runtime = runtimeOf(untilAborted);
    runtime.pause('acme:work:1');
    const stop = new AbortController();
    const { signal } = stop;
    const room = runtime.waitForCapacity('acme:work:1', 1, { timeoutMs: 10_000_000, signal });
    stop.abort();
    expect(await room).toBe(0);
    expect(await runtime.waitForCapacity('acme:work:1', 1, { timeoutMs: 10_000_000, signal })).toBe(0);
  });

  it('takes no jobs of a paused connector, and wakes who waits when it goes on', async () => {
    const runtime = runtimeOf(untilAborted, { maxJobsPerConnector: 3 });
    runtime.pause('acme:work:1');
    expect(runtime.isPaused('acme:work:1')).toBe(true);
    expect(runtime.freeCapacity('acme:work:1')).toBe(0);
    const room = runtime.waitForCapacity('acme:work:1', 1, { timeoutMs: 10_000 });
    runtime.resume('acme:work:1');
    expect(await room).toBe(3);
  });
});

describe('a connector whose jobs all hang', () => {
  it('leaves slots to the others, however many jobs it has', async () => {
    const channel = createFakeChannel();
    const runtime = createConnectorRuntime({
      connectors: [connectorOf(untilAborted, 'hangs'), connectorOf(async () => ({}), 'works')],
      maxConcurrentJobs: 8,
      maxJobsPerConnector: 1_000,
    });
    const hanging = Array.from({ length: 500 }, () => runtime.accept(createJob({ type: 'hangs' }), channel));
    expect([runtime.freeCapacity('hangs'), runtime.freeCapacity('works')]).toEqual([0, 1]);
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(
        Array.from({ length: 20 }, () => runtime.accept(createJob({ type: 'works' }), channel)),
      );
    }
    expect(runtime.statistics()).toMatchObject({ works: { complete: 100 }, hangs: { complete: 0 } });
    expect(runtime.jobsInFlight('hangs')).toBe(500);
    await runtime.drain({ timeoutMs: 0 });
    await Promise.all(hanging);
    expect(runtime.statistics()['hangs']).toMatchObject({ handedBack: 500 });
  });

  it('leaves bytes to the others, however large its jobs are', async () => {
    const channel = createFakeChannel();
    const runtime = createConnectorRuntime({
      connectors: [connectorOf(untilAborted, 'hangs'), connectorOf(async () => ({}), 'works')],
      maxHeldBytes: 100_000,
    });
    const large = { variables: JSON.stringify({ text: 'x'.repeat(40_000) }) };
    const hanging = Array.from({ length: 3 }, () =>
      runtime.accept(createJob({ type: 'hangs', ...large }), channel),
    );
    await hanging[2];
    expect(runtime.jobsInFlight('hangs')).toBe(2);
    expect(channel.answers).toMatchObject([
      {
        outcome: {
          kind: 'fail',
          retries: 3,
          errorMessage: 'Handed back: this worker had no room for the job',
        },
      },
    ]);
    expect(runtime.freeCapacity('hangs')).toBe(0);
    for (let round = 0; round < 5; round += 1) {
      expect(runtime.freeCapacity('works')).toBeGreaterThan(0);
      await runtime.accept(createJob({ type: 'works', ...large }), channel);
    }
    expect(runtime.statistics()['works']).toMatchObject({ complete: 5 });
    await runtime.drain({ timeoutMs: 0 });
    await Promise.all(hanging);
    expect(runtime.bytesInFlight()).toBe(0);
  });
});

describe('bytes in flight', () => {
  const sized = (bytes: number) => createJob({ variables: JSON.stringify({ text: 'x'.repeat(bytes) }) });

  it('bound how many jobs are asked for, by the size of the last ones', async () => {
    const gate = createGate();
    const runtime = runtimeOf(gate.run, { maxHeldBytes: 10_000 });
    expect(runtime.freeCapacity('acme:work:1')).toBe(1);
    const first = runtime.accept(sized(1_000), createFakeChannel());
    expect(runtime.bytesInFlight('acme:work:1')).toBeGreaterThan(1_000);
    expect(runtime.freeCapacity('acme:work:1')).toBe(8);
    await vi.waitFor(() => expect(gate.running).toBe(1));
    gate.openOne();
    await first;
    expect(runtime.bytesInFlight()).toBe(0);
    expect(runtime.freeCapacity('acme:work:1')).toBe(9);
  });

  it('never keep a connector from working on one job, and no others then', async () => {
    const gate = createGate();
    const runtime = runtimeOf(gate.run, { maxHeldBytes: 1_000 });
    const channel = createFakeChannel();
    const huge = runtime.accept(sized(50_000), channel);
    expect(runtime.freeCapacity('acme:work:1')).toBe(0);
    await runtime.accept(sized(1), channel);
    expect(channel.answers).toMatchObject([{ outcome: { kind: 'fail', retries: 3 } }]);
    const room = runtime.waitForCapacity('acme:work:1', 1, { timeoutMs: 10_000 });
    await vi.waitFor(() => expect(gate.running).toBe(1));
    gate.openOne();
    expect(await room).toBe(1);
    await huge;
    expect(runtime.statistics()['acme:work:1']).toMatchObject({ activated: 2, complete: 1, handedBack: 1 });
  });
});

describe('options', () => {
  it.each([
    [{ maxConcurrentJobs: 0 }, /maxConcurrentJobs must be a whole number of at least 1, got 0/],
    [{ maxHeldBytes: 0 }, /maxHeldBytes must be a whole number of at least 1, got 0/],
    [{ maxJobsPerConnector: { x: 1.5 } }, /maxJobsPerConnector .* got 1.5/],
    [
      { connectors: [connectorOf(untilAborted), connectorOf(untilAborted)] },
      /Two connectors have the job type acme:work:1/,
    ],
  ])('refuses %j', (options, message) => {
    expect(() => runtimeOf(untilAborted, options)).toThrow(message);
  });

  it('hands back a job of a type it has no connector for, not to be there again at once', async () => {
    const channel = createFakeChannel();
    await runtimeOf(untilAborted).accept(createJob({ type: 'other' }), channel);
    expect(channel.answers.map(({ outcome }) => outcome)).toMatchObject([
      {
        kind: 'fail',
        retries: 3,
        retryBackoffMs: 10_000,
        errorMessage: expect.stringMatching('Handed back'),
      },
    ]);
  });
});

describe('deadlines', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('keeps a long job alive in the engine and answers it', async () => {
    let finish = (_: unknown) => {};
    const runtime = runtimeOf(() => new Promise((resolve) => (finish = resolve)));
    const channel = createFakeChannel();
    const done = runtime.accept(createJob({ deadline: performance.now() + 10_000 }), channel);
    await vi.advanceTimersByTimeAsync(120_000);
    finish({});
    await done;
    expect(channel.extensions.length).toBeGreaterThanOrEqual(3);
    expect(channel.answers).toMatchObject([{ outcome: { kind: 'complete' } }]);
  });

  it('stops a job at its own limit, aborts the connector, and retries', async () => {
    let aborted = false;
    const runtime = runtimeOf(async (context) => {
      context.signal.addEventListener('abort', () => (aborted = true));
      return untilAborted(context);
    });
    const channel = createFakeChannel();
    const done = runtime.accept(createJob({ headers: { jobTimeout: 'PT3S' } }), channel);
    await vi.advanceTimersByTimeAsync(2_999);
    expect(aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await done;
    expect(aborted).toBe(true);
    expect(channel.answers).toMatchObject([
      {
        outcome: {
          kind: 'fail',
          retries: 2,
          errorMessage: expect.stringMatching(/^JOB_TIMEOUT: .*3000 ms.*jobTimeout/),
        },
      },
    ]);
  });

  it('answers a job whose connector does not listen, after a grace period', async () => {
    const runtime = runtimeOf(() => new Promise(() => undefined), { maxJobDurationMs: 1_000 });
    const channel = createFakeChannel();
    const done = runtime.accept(createJob(), channel);
    await vi.advanceTimersByTimeAsync(3_000);
    await done;
    expect(channel.answers).toMatchObject([
      { outcome: { kind: 'fail', errorMessage: expect.stringMatching(/^JOB_TIMEOUT/) } },
    ]);
    expect(runtime.freeCapacity('acme:work:1')).toBe(128);
  });

  it('takes what a connector still brings in the grace period', async () => {
    const runtime = runtimeOf(
      ({ signal }) => new Promise((resolve) => signal.addEventListener('abort', () => resolve({}))),
      { maxJobDurationMs: 1_000 },
    );
    let until = 0;
    const channel = createFakeChannel({
      settle: async (_job, _outcome, limit) => {
        until = limit;
        return 'settled';
      },
    });
    const done = runtime.accept(createJob(), channel);
    await vi.advanceTimersByTimeAsync(1_000);
    await done;
    expect(channel.answers).toMatchObject([{ outcome: { kind: 'complete' } }]);
    expect(until).toBeGreaterThan(performance.now());
  });

  it.each([
    ['back', -30_000],
    ['forward', 30_000],
  ])('keeps a job, and its limit, when the clock is set %s', async (_, byMs) => {
    const runtime = runtimeOf(untilAborted, { maxJobDurationMs: 60_000 });
    const channel = createFakeChannel();
    const done = runtime.accept(createJob({ deadline: performance.now() + 10_000 }), channel);
    await vi.advanceTimersByTimeAsync(1_000);
    vi.setSystemTime(Date.now() + byMs);
    await vi.advanceTimersByTimeAsync(8_900);
    expect(channel.extensions).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(50_099);
    expect(channel.answers).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    await done;
    expect(channel.answers).toMatchObject([
      { outcome: { errorMessage: expect.stringMatching(/^JOB_TIMEOUT/) } },
    ]);
  });

  it('waits for a limit that no timer can wait for', async () => {
    const maxJobDurationMs = 2 ** 33;
    const runtime = runtimeOf(untilAborted, { maxJobDurationMs, deadlineExtensionMs: maxJobDurationMs });
    const channel = createFakeChannel();
    void runtime.accept(createJob({ deadline: performance.now() + maxJobDurationMs }), channel);
    await vi.advanceTimersByTimeAsync(1_000);
    expect([channel.answers, vi.getTimerCount()]).toEqual([[], 1]);
  });

  it('gives a job up without an answer when the engine has cancelled it', async () => {
    const runtime = runtimeOf(untilAborted);
    const channel = createFakeChannel({ extendDeadline: () => Promise.resolve('gone') });
    const done = runtime.accept(createJob({ deadline: performance.now() + 10_000 }), channel);
    await vi.advanceTimersByTimeAsync(5_000);
    await done;
    expect(channel.answers).toEqual([]);
    expect(runtime.statistics()['acme:work:1']).toMatchObject({ activated: 1, gone: 1, fail: 0 });
  });

  it('tries to extend until the deadline, then gives the job up: another worker has it', async () => {
    const runtime = runtimeOf(untilAborted);
    const channel = createFakeChannel({ extendDeadline: () => Promise.reject(new Error('unreachable')) });
    const done = runtime.accept(createJob({ deadline: performance.now() + 10_000 }), channel);
    await vi.advanceTimersByTimeAsync(10_000);
    await done;
    expect(channel.extensions.length).toBeGreaterThanOrEqual(4);
    expect(channel.answers).toEqual([]);
  });
});

describe('answers', () => {
  it('counts a job that is gone, and goes on', async () => {
    const runtime = runtimeOf(async () => ({}));
    const channel = createFakeChannel({ settle: () => Promise.resolve('gone') });
    await runtime.accept(createJob(), channel);
    expect(runtime.statistics()['acme:work:1']).toMatchObject({ activated: 1, gone: 1, complete: 0 });
  });

  it('does not throw when a job cannot be answered', async () => {
    const lines: string[] = [];
    const log = (_: object, message: string) => void lines.push(message);
    const runtime = runtimeOf(async () => ({}), { logger: { debug: log, info: log, warn: log, error: log } });
    await runtime.accept(
      createJob(),
      createFakeChannel({ settle: () => Promise.reject(new Error('unreachable')) }),
    );
    expect(runtime.statistics()['acme:work:1']).toMatchObject({ unanswered: 1 });
    expect(lines).toEqual([expect.stringMatching(/could not be answered/)]);
  });
});

describe('drain', () => {
  it('lets running jobs end, takes no more, and closes pools', async () => {
    let closed = false;
    const pool = defineResource<string, object>({
      toKey: String,
      open: () => ({}),
      close: () => void (closed = true),
    });
    const gate = createGate();
    const runtime = runtimeOf((context) => pool.use(context.resources, 'x', gate.run));
    const channel = createFakeChannel();
    const running = runtime.accept(createJob(), channel);
    await vi.waitFor(() => expect(gate.running).toBe(1));
    const drained = runtime.drain({ timeoutMs: 10_000 });
    expect(runtime.freeCapacity('acme:work:1')).toBe(0);
    expect(closed).toBe(false);
    gate.openOne();
    await Promise.all([running, drained]);
    expect(channel.answers).toMatchObject([{ outcome: { kind: 'complete' } }]);
    expect(closed).toBe(true);
  });

  it('hands a job back to another worker even when its model gives it no retries', async () => {
    const runtime = runtimeOf(untilAborted);
    const channel = createFakeChannel();
    await runtime.handBack(createJob({ retries: 0 }), channel);
    expect(channel.answers).toMatchObject([{ outcome: { kind: 'fail', retries: 1, retryBackoffMs: 0 } }]);
    expect(runtime.statistics()['acme:work:1']).toMatchObject({ activated: 1, handedBack: 1 });
  });

  it('hands back what does not end in time, and what still arrives, with all retries', async () => {
    const runtime = runtimeOf(untilAborted, { maxConcurrentJobs: 1 });
    const channel = createFakeChannel();
    const running = runtime.accept(createJob(), channel);
    const waiting = runtime.accept(createJob(), channel);
    const drained = runtime.drain({ timeoutMs: 1 });
    const late = runtime.accept(createJob(), channel);
    await Promise.all([running, waiting, late, drained]);
    expect(channel.answers.map(({ outcome }) => outcome)).toEqual(
      Array(3).fill(
        expect.objectContaining({
          kind: 'fail',
          retries: 3,
          retryBackoffMs: 0,
          errorMessage: expect.stringMatching(/^Handed back/),
        }),
      ),
    );
    expect(runtime.statistics()['acme:work:1']).toMatchObject({ activated: 3, handedBack: 3 });
  });

  it('never rejects: a pool that cannot be closed is logged', async () => {
    const pool = defineResource<string, object>({
      toKey: String,
      open: () => ({}),
      close: () => Promise.reject(new Error('connection lost')),
    });
    const lines: unknown[] = [];
    const log = (fields: object, message: string) => void lines.push({ ...fields, message });
    const runtime = runtimeOf((context) => pool.use(context.resources, 'x', async () => ({})), {
      logger: { debug: log, info: log, warn: log, error: log },
    });
    await runtime.accept(createJob(), createFakeChannel());
    await expect(runtime.drain({ timeoutMs: 0 })).resolves.toBeUndefined();
    expect(lines).toContainEqual({
      reasons: ['connection lost'],
      message: 'Some resources could not be closed',
    });
  });
});
