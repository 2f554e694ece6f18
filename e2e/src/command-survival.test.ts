import { describe, expect, test, vi } from 'vitest';
import { createEvilWorld, SOON } from './testing/evil-world.ts';

/** Four services start, one after the other. */
const FOUR_STARTS = { timeout: 240_000 };

describe('what a connector leaves behind', () => {
  test('logs and counts a rejected promise with the running jobs, and keeps running', async () => {
    const world = await createEvilWorld();
    const service = await world.serve();
    await world.untilEnded(world.start('evil', 'rejection'));
    await vi.waitFor(() => expect(service.linesOf(/Unhandled promise rejection/)).toHaveLength(1), SOON);
    await world.untilEnded(world.start('evil', 'fine'));
    expect(await service.metric('jobwright_errors_survived_total')).toBe(1);
    service.process.kill('SIGTERM');
    expect((await service.ended).exitCode).toBe(0);
  });

  test.each(['exit', 'kill'])('process.%s is refused: its job fails, the service goes on', async (deed) => {
    const world = await createEvilWorld();
    const service = await world.serve();
    world.start('evil', deed);
    expect((await world.untilIncident()).message).toMatch(/^UNEXPECTED/);
    expect(service.output.stderr).toContain(`process.${deed} was refused`);
    await world.untilEnded(world.start('good', 'fine'));
    expect(service.process.exitCode).toBeNull();
  });

  test.each(['event', 'timer'])(
    'an exception (%s) stops the service in order; the job runs alone, twice, then an incident names it',
    FOUR_STARTS,
    async (deed) => {
      const world = await createEvilWorld();
      world.start('evil', deed);
      const others: string[] = [];
      for (let death = 1; death <= 3; death += 1) {
        others.push(world.start('good', 'slow'));
        const service = await world.serve();
        const { exitCode } = await service.ended;
        expect([exitCode, service.linesOf(/Uncaught exception.*stopping/)]).toMatchObject([
          4,
          [
            {
              jobs: expect.arrayContaining([
                expect.objectContaining({ type: 'acme:evil:1', elementId: 'task' }),
              ]),
            },
          ],
        ]);
        // A job that was on its way when the service stopped comes again after its deadline.
        world.pass(61_000);
      }
      const service = await world.serve();
      expect(await world.untilIncident()).toMatchObject({
        message: expect.stringMatching(
          /^JOB_ENDS_PROCESS: Job \d+ of acme:evil:1 at task was running 3 times/,
        ),
      });
      for (const other of others) await world.untilEnded(other);
      service.process.kill('SIGTERM');
      expect((await service.ended).exitCode).toBe(0);
    },
  );
});

test(
  'a process that is killed leaves marks: the job that did it is found, the others complete',
  FOUR_STARTS,
  async () => {
    const world = await createEvilWorld();
    const other = world.start('good', 'slow');
    world.start('evil', 'crash');
    for (let death = 1; death <= 3; death += 1) {
      const service = await world.serve();
      await service.ended;
      expect(service.process.signalCode).toBe('SIGKILL');
      world.pass(61_000);
    }
    const service = await world.serve();
    expect(service.linesOf(/Jobs were running when a process died/)).toHaveLength(1);
    expect((await world.untilIncident()).message).toMatch(/^JOB_ENDS_PROCESS: /);
    await world.untilEnded(other);
    await world.untilEnded(world.start('evil', 'fine'));
  },
);

test('a clean end removes the mark', async () => {
  const world = await createEvilWorld();
  const slow = world.start('evil', 'slow');
  const first = await world.serve();
  await vi.waitFor(async () => expect(await first.metric('jobwright_jobs_running')).toBe(1), SOON);
  first.process.kill('SIGKILL');
  await first.ended;
  const second = await world.serve();
  expect(await second.metric('jobwright_jobs_marked')).toBe(1);
  world.pass(61_000);
  await world.untilEnded(slow);
  await vi.waitFor(async () => expect(await second.metric('jobwright_jobs_marked')).toBe(0), SOON);
});

test('without a state directory the start says that marks are in memory', async () => {
  const world = await createEvilWorld();
  const service = await world.serve({}, 'without state');
  expect(service.linesOf(/Without state.directory/)).toHaveLength(1);
});

describe('an unlucky operator', () => {
  test('a state directory that cannot be used is one line; the service works', async () => {
    const world = await createEvilWorld();
    const service = await world.serve({ JOBWRIGHT_STATE_DIRECTORY: '/dev/null/state' });
    expect(service.linesOf(/state.directory cannot be used/)).toHaveLength(1);
    await world.untilEnded(world.start('good', 'fine'));
  });

  test('a disk that is full where the log goes ends no service', async () => {
    const world = await createEvilWorld();
    const service = await world.serve();
    // The reader goes: each further line fails.
    service.process.stderr?.destroy();
    for (let jobs = 0; jobs < 3; jobs += 1) world.start('evil', 'exit');
    await vi.waitFor(
      async () => expect(await service.metric('jobwright_log_lines_dropped_total')).toBeGreaterThan(0),
      SOON,
    );
    await world.untilEnded(world.start('good', 'fine'));
    service.process.kill('SIGTERM');
    await vi.waitFor(() => expect(service.process.exitCode).toBe(0), SOON);
  });

  test('SIGHUP while the service stops, and a second SIGTERM, end nothing early and nothing late', async () => {
    const world = await createEvilWorld();
    world.start('evil', 'slow');
    const service = await world.serve();
    await vi.waitFor(async () => expect(await service.metric('jobwright_jobs_running')).toBe(1), SOON);
    service.process.kill('SIGTERM');
    await vi.waitFor(() => expect(service.linesOf(/^Stopping/)).toHaveLength(1), SOON);
    service.process.kill('SIGHUP');
    expect([(await service.ended).exitCode, service.linesOf(/^Stopped/)]).toMatchObject([0, [{}]]);
    world.start('evil', 'slow');
    const second = await world.serve();
    await vi.waitFor(async () => expect(await second.metric('jobwright_jobs_running')).toBe(1), SOON);
    second.process.kill('SIGTERM');
    await vi.waitFor(() => expect(second.linesOf(/^Stopping/)).toHaveLength(1), SOON);
    second.process.kill('SIGTERM');
    expect((await second.ended).exitCode).toBe(130);
  });
});

describe('a connector that runs in a worker of its own', () => {
  const isolated = { JOBWRIGHT_CONNECTORS_ISOLATED: './evil.mjs' };

  test('works as any other: its answer, its failure, its log, and nothing of the process is its own', async () => {
    const world = await createEvilWorld();
    const service = await world.serve(isolated);
    await world.untilEnded(world.start('evil', 'fine'));
    await world.untilEnded(world.start('evil', 'rejection'));
    await vi.waitFor(
      () => expect(service.linesOf(/Unhandled promise rejection in a worker/)).toHaveLength(1),
      SOON,
    );
    world.start('evil', 'exit');
    expect((await world.untilIncident()).message).toMatch(/^UNEXPECTED/);
    service.process.kill('SIGTERM');
    expect((await service.ended).exitCode).toBe(0);
  });

  test.each([
    // A worker that only waits for the machine has not stalled: the limit is short where a test is about it.
    ['timer', 60, 'in a timer'],
    ['event', 60, 'nobody listens'],
    ['memory', 60, 'memory limit'],
    ['loop', 4, 'did not answer for 4000 ms'],
  ])(
    'ends nothing but its worker (%s): the service goes on, the job becomes an incident',
    { timeout: 240_000 },
    async (deed, stallSeconds, reason) => {
      const world = await createEvilWorld();
      await world.project.write({
        'jobwright.yaml': `connectors: { isolated: [./evil.mjs], isolatedStallSeconds: ${stallSeconds}, isolatedMemoryMb: 40 }`,
      });
      const service = await world.serve({ JOBWRIGHT_CONFIG: 'jobwright.yaml' });
      const other = world.start('good', 'slow');
      world.start('evil', deed);
      expect((await world.untilIncident()).message).toMatch(
        /^JOB_ENDS_PROCESS: Job \d+ of acme:evil:1 at task was running 3/,
      );
      expect(service.linesOf(/ended while jobs were running/)).toMatchObject(
        Array(3).fill({ reason: expect.stringContaining(reason) }),
      );
      await world.untilEnded(other);
      await world.untilEnded(world.start('evil', 'fine'));
      expect(await service.metric('jobwright_isolated_worker_deaths_total')).toBe(3);
      expect(service.process.exitCode).toBeNull();
    },
  );

  test('has to be one of those that are loaded', async () => {
    const world = await createEvilWorld();
    await expect(world.serve({ JOBWRIGHT_CONNECTORS_ISOLATED: './none.mjs' })).rejects.toThrow(
      'connectors.isolated names ./none.mjs, which provides no connector',
    );
  });
});
