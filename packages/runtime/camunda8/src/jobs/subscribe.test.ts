import { type Logger, type OperationContext, silentLogger } from '@jobwright/connector-sdk';
import { onTestFinished, describe, expect, it, vi } from 'vitest';
import { type ConnectorWorkersOptions, runWorkers } from '../connector-workers.ts';
import { createFakeGateway, createGatewayJob, grpcError } from '../testing/fake-gateway.ts';
import { greet } from '../testing/processes.ts';

const TYPE = 'acme:greet:1';
const WAITS = 10_000;
const AT_ONCE = -1;
const job = () => createGatewayJob(TYPE);

function run(
  work?: (context: OperationContext) => Promise<unknown>,
  options: Partial<ConnectorWorkersOptions> = {},
  gateway = createFakeGateway(),
) {
  const lines: string[] = [];
  const log = (_fields: unknown, message: string) => void lines.push(message);
  const logger: Logger = { ...silentLogger, info: log, warn: log };
  const workers = runWorkers(gateway, { connectors: [greet(TYPE, work)], logger, ...options });
  onTestFinished(() => workers.close({ timeoutMs: 0 }));
  const streamOpen = () => vi.waitFor(() => expect(gateway.streams.at(-1)?.cancelled).toBe(false));
  return { gateway, workers, lines, streamOpen };
}

/** Work that ends when told. */
function createGate() {
  const open: (() => void)[] = [];
  return {
    work: () => new Promise<void>((resolve) => open.push(resolve)),
    get running() {
      return open.length;
    },
    openAll: () => open.splice(0).forEach((end) => end()),
  };
}

describe('jobs', () => {
  it('that are there before are polled, those that come later are pushed', async () => {
    const gateway = createFakeGateway();
    gateway.backlog.push(...Array.from({ length: 7 }, job));
    const { streamOpen } = run(undefined, { maxJobsPerConnector: 2 }, gateway);
    await streamOpen();
    expect(gateway.completed).toHaveLength(7);
    gateway.streams[0]?.push(job());
    await vi.waitFor(() => expect(gateway.completed).toHaveLength(8));
    expect(gateway.streams).toHaveLength(1);
    expect(new Set(gateway.polls)).toEqual(new Set([AT_ONCE]));
  });

  it('that no stream brings are found by the polls beside it', async () => {
    const { gateway, streamOpen } = run();
    await streamOpen();
    gateway.backlog.push(job());
    await vi.waitFor(() => expect(gateway.completed).toHaveLength(1), { timeout: 5_000 });
    expect(gateway.streams).toHaveLength(1);
  });

  it('are polled alone when streams are off', async () => {
    const { gateway } = run(undefined, { streams: 'off' });
    gateway.backlog.push(job());
    await vi.waitFor(() => expect(gateway.completed).toHaveLength(1));
    expect(new Set(gateway.polls)).toEqual(new Set([WAITS]));
    expect(gateway.streams).toEqual([]);
  });

  it('are polled alone by a gateway that knows no streams, which is told once', async () => {
    const gateway = createFakeGateway();
    gateway.streamFailure = grpcError(12);
    const { lines } = run(undefined, { connectors: [greet(TYPE), greet('acme:greet:2')] }, gateway);
    await vi.waitFor(() => expect(gateway.polls.filter((wait) => wait === WAITS).length).toBeGreaterThan(4));
    gateway.backlog.push(job());
    await vi.waitFor(() => expect(gateway.completed).toHaveLength(1));
    expect(gateway.streams).toHaveLength(2);
    expect(lines).toEqual(['The gateway does not push jobs: they are polled alone']);
  });
});

describe('a job that cannot be worked on', () => {
  const strange = () => [
    job(),
    { ...job(), type: 'acme:other:1', retries: 5 },
    { ...job(), customHeaders: '{"a":' },
    { ...job(), customHeaders: '[]' },
    { ...job(), problem: 'The gateway sent it with fields of another type: variables' },
    { ...job(), variables: '{' },
    { ...job(), variables: '[1]' },
    job(),
  ];
  const expectSettled = async (
    gateway: ReturnType<typeof createFakeGateway>,
    brought: readonly { key: string }[],
  ) => {
    const keys = brought.map(({ key }) => key);
    await vi.waitFor(() => expect(gateway.completed).toEqual([keys[0], keys[7]]));
    await vi.waitFor(() => expect(gateway.failed).toHaveLength(6));
    const said = gateway.failed.map(({ jobKey, retries, errorMessage }) => [jobKey, retries, errorMessage]);
    expect(said.sort((a, b) => keys.indexOf(String(a[0])) - keys.indexOf(String(b[0])))).toEqual([
      [keys[1], 5, expect.stringMatching(/^Handed back: .*no connector for jobs of this type/)],
      [keys[2], 0, expect.stringMatching(/^JOB_UNREADABLE: .*headers that are no JSON object/)],
      [keys[3], 0, expect.stringMatching(/^JOB_UNREADABLE: .*headers that are no JSON object/)],
      [keys[4], 0, expect.stringMatching(/^JOB_UNREADABLE: .*variables/)],
      [keys[5], 0, expect.stringMatching(/no JSON object/)],
      [keys[6], 0, expect.stringMatching(/no JSON object/)],
    ]);
  };

  it('ends, and the others of its batch go on', async () => {
    const gateway = createFakeGateway();
    const jobs = strange();
    gateway.backlog.push(...jobs);
    run(undefined, {}, gateway);
    await expectSettled(gateway, jobs);
  });

  it('ends, and the stream goes on', async () => {
    const { gateway, streamOpen } = run();
    await streamOpen();
    const jobs = strange();
    jobs.forEach((one) => gateway.streams[0]?.push(one));
    await expectSettled(gateway, jobs);
    expect(gateway.streams).toHaveLength(1);
  });
});

describe('a stream', () => {
  it('that breaks leaves the jobs to polls, and is opened again', async () => {
    const { gateway, streamOpen, lines } = run();
    await streamOpen();
    gateway.streams[0]?.end(grpcError(14));
    await vi.waitFor(() => expect(gateway.polls.at(-1)).toBe(WAITS));
    gateway.backlog.push(job());
    await vi.waitFor(() => expect(gateway.completed).toHaveLength(1));
    await vi.waitFor(() => expect(gateway.streams).toHaveLength(2), { timeout: 5_000 });
    gateway.streams[1]?.push(job());
    await vi.waitFor(() => expect(gateway.completed).toHaveLength(2));
    expect(lines).toEqual([]);
  });

  it('is not read beyond the bound, and read on once there is room and no older job', async () => {
    const gate = createGate();
    const { gateway, workers, streamOpen } = run(gate.work, { maxJobsPerConnector: 2 });
    await streamOpen();
    const [stream] = gateway.streams;
    for (let count = 0; count < 4; count += 1) stream?.push(job());
    await vi.waitFor(() => expect(gate.running).toBe(2));
    expect(stream?.paused).toBe(true);
    expect(workers.runtime.jobsInFlight(TYPE)).toBe(2);
    gate.openAll();
    await vi.waitFor(() => expect(gate.running).toBe(2));
    expect(gateway.completed).toHaveLength(2);
    gate.openAll();
    await vi.waitFor(() => expect(gateway.completed).toHaveLength(4));
    expect(gateway.failed).toEqual([]);
  });

  it('has its turn with the polls while there is a backlog', async () => {
    const gate = createGate();
    const { gateway, streamOpen } = run(gate.work, { maxJobsPerConnector: 2 });
    await streamOpen();
    const pushed = Array.from({ length: 7 }, job);
    for (const one of pushed) gateway.streams[0]?.push(one);
    await vi.waitFor(
      () => {
        while (gateway.backlog.length < 4) gateway.backlog.push(job());
        gate.openAll();
        expect(gateway.completed).toEqual(expect.arrayContaining(pushed.map(({ key }) => key)));
      },
      { timeout: 10_000, interval: 5 },
    );
    expect(gateway.completed.length).toBeGreaterThan(2 * pushed.length);
    expect(gateway.streams).toHaveLength(1);
    expect(gateway.failed).toEqual([]);
  });

  it('ends when what is on the way may have waited for too long', async () => {
    const { gateway, streamOpen } = run(() => new Promise(() => undefined), {
      maxJobsPerConnector: 1,
      activationTimeoutMs: 3_000,
    });
    await streamOpen();
    const [stream] = gateway.streams;
    stream?.push(job());
    stream?.push(job());
    await vi.waitFor(() => expect(stream?.cancelled).toBe(true), { timeout: 5_000 });
    await vi.waitFor(() => expect(gateway.failed).toMatchObject([{ retries: 3 }]));
  });

  it('ends with the shutdown, and hands back what is on the way', async () => {
    const gate = createGate();
    const { gateway, workers, streamOpen } = run(gate.work, { maxJobsPerConnector: 1 });
    await streamOpen();
    const [stream] = gateway.streams;
    for (let count = 0; count < 3; count += 1) stream?.push(job());
    await vi.waitFor(() => expect(gate.running).toBe(1));
    const closed = workers.close({ timeoutMs: 5_000 });
    await vi.waitFor(() => expect(stream?.cancelled).toBe(true));
    await vi.waitFor(() =>
      expect(gateway.failed).toMatchObject([
        { retries: 3, errorMessage: 'Handed back: the runtime shut down before the job was done' },
        { retries: 3 },
      ]),
    );
    gate.openAll();
    await closed;
    expect(gateway.completed).toHaveLength(1);
  });

  it('of a paused connector ends with the next job, which is handed back', async () => {
    const { gateway, workers, streamOpen } = run();
    await streamOpen();
    const [stream] = gateway.streams;
    workers.runtime.pause(TYPE);
    stream?.push(job());
    await vi.waitFor(() => expect(stream?.cancelled).toBe(true), { timeout: 5_000 });
    await vi.waitFor(() => expect(gateway.failed).toHaveLength(1));
    workers.runtime.resume(TYPE);
    gateway.backlog.push(job());
    await vi.waitFor(() => expect(gateway.completed).toHaveLength(1), { timeout: 5_000 });
  });
});

describe('an engine', () => {
  it.each([
    ['cannot be reached', 14],
    ['does not answer at all', 4],
    ['does not take our credentials', 16],
    ['does nothing but push back', 8],
  ])('that %s is one line, and one when it is back', async (_, status) => {
    const gateway = createFakeGateway();
    gateway.failure = grpcError(status);
    const { lines, workers } = run(undefined, {}, gateway);
    await vi.waitFor(() => expect(workers.isConnected).toBe(false), { timeout: 15_000 });
    gateway.failure = undefined;
    gateway.backlog.push(job());
    await vi.waitFor(() => expect(gateway.completed).toHaveLength(1), { timeout: 15_000 });
    expect(lines).toEqual([
      'The engine gives no jobs; trying again until it does',
      'The engine answers again',
    ]);
  });

  it('that pushes back for a moment is none', async () => {
    const gateway = createFakeGateway();
    gateway.failure = grpcError(8);
    const { lines } = run(undefined, {}, gateway);
    await vi.waitFor(() => expect(gateway.polls.length).toBeGreaterThan(1));
    gateway.failure = undefined;
    gateway.backlog.push(job());
    await vi.waitFor(() => expect(gateway.completed).toHaveLength(1), { timeout: 5_000 });
    expect(lines).toEqual([]);
  });
});
