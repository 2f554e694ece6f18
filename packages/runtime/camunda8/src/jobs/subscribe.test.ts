import { type Logger, type OperationContext, silentLogger } from '@jobwright/connector-sdk';
import { onTestFinished, describe, expect, it, vi } from 'vitest';
import { runWorkers } from '../connector-workers.ts';
import type { ConnectorWorkersOptions } from '../worker-options.ts';
import { createFakeCluster, createGatewayJob, grpcError } from '../testing/fake-cluster.ts';
import { greet } from '../testing/processes.ts';

const TYPE = 'acme:greet:1';
const WAITS = 10_000;
const AT_ONCE = -1;
const job = () => createGatewayJob(TYPE);

function run(
  work?: (context: OperationContext) => Promise<unknown>,
  options: Partial<ConnectorWorkersOptions> = {},
  cluster = createFakeCluster(),
) {
  const lines: string[] = [];
  const log = (_fields: unknown, message: string) => void lines.push(message);
  const logger: Logger = { ...silentLogger, info: log, warn: log };
  const workers = runWorkers(cluster, { connectors: [greet(TYPE, work)], logger, ...options });
  onTestFinished(() => workers.close({ timeoutMs: 0 }));
  const streamOpen = () => vi.waitFor(() => expect(cluster.streams.at(-1)?.cancelled).toBe(false));
  return { cluster, workers, lines, streamOpen };
}

/** Work that ends when the gate is opened. */
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
    const cluster = createFakeCluster();
    cluster.backlog.push(...Array.from({ length: 7 }, job));
    const { streamOpen } = run(undefined, { maxJobsPerConnector: 2 }, cluster);
    await streamOpen();
    expect(cluster.completed).toHaveLength(7);
    cluster.streams[0]?.push(job());
    await vi.waitFor(() => expect(cluster.completed).toHaveLength(8));
    expect(cluster.streams).toHaveLength(1);
    expect(new Set(cluster.polls)).toEqual(new Set([AT_ONCE]));
  });

  it('that no stream brings are found by the polls beside it', async () => {
    const { cluster, streamOpen } = run();
    await streamOpen();
    cluster.backlog.push(job());
    await vi.waitFor(() => expect(cluster.completed).toHaveLength(1));
    expect(cluster.streams).toHaveLength(1);
  });

  it('are only polled when streams are off', async () => {
    const { cluster } = run(undefined, { streams: 'off' });
    cluster.backlog.push(job());
    await vi.waitFor(() => expect(cluster.completed).toHaveLength(1));
    expect(new Set(cluster.polls)).toEqual(new Set([WAITS]));
    expect(cluster.streams).toEqual([]);
  });

  it('are only polled by a gateway without streams, which is logged once', async () => {
    const cluster = createFakeCluster();
    cluster.streamFailure = grpcError(12);
    const { lines } = run(undefined, { connectors: [greet(TYPE), greet('acme:greet:2')] }, cluster);
    await vi.waitFor(() => expect(cluster.polls.filter((wait) => wait === WAITS).length).toBeGreaterThan(4));
    cluster.backlog.push(job());
    await vi.waitFor(() => expect(cluster.completed).toHaveLength(1));
    expect(cluster.streams).toHaveLength(2);
    expect(lines).toEqual(['The gateway does not push jobs; they are only polled']);
  });
});

describe('a job that cannot be processed', () => {
  const strange = () => [
    job(),
    { ...job(), type: 'acme:other:1', retries: 5 },
    { ...job(), customHeaders: '{"a":' },
    { ...job(), customHeaders: '[]' },
    { ...job(), problem: 'The gateway sent it with fields of an unexpected type: variables' },
    { ...job(), variables: '{' },
    { ...job(), variables: '[1]' },
    job(),
  ];
  const expectSettled = async (
    cluster: ReturnType<typeof createFakeCluster>,
    brought: readonly { key: string }[],
  ) => {
    const keys = brought.map(({ key }) => key);
    await vi.waitFor(() => expect(cluster.completed).toEqual([keys[0], keys[7]]));
    await vi.waitFor(() => expect(cluster.failed).toHaveLength(6));
    const said = cluster.failed.map(({ jobKey, retries, errorMessage }) => [jobKey, retries, errorMessage]);
    expect(said.sort((a, b) => keys.indexOf(String(a[0])) - keys.indexOf(String(b[0])))).toEqual([
      [keys[1], 5, expect.stringMatching(/^Handed back: .*no connector for jobs of this type/)],
      [keys[2], 0, expect.stringMatching(/^JOB_UNREADABLE: .*headers that are not a JSON object/)],
      [keys[3], 0, expect.stringMatching(/^JOB_UNREADABLE: .*headers that are not a JSON object/)],
      [keys[4], 0, expect.stringMatching(/^JOB_UNREADABLE: .*variables/)],
      [keys[5], 0, expect.stringMatching(/not a JSON object/)],
      [keys[6], 0, expect.stringMatching(/not a JSON object/)],
    ]);
  };

  it('ends, and the others of its batch go on', async () => {
    const cluster = createFakeCluster();
    const jobs = strange();
    cluster.backlog.push(...jobs);
    run(undefined, {}, cluster);
    await expectSettled(cluster, jobs);
  });

  it('ends, and the stream goes on', async () => {
    const { cluster, streamOpen } = run();
    await streamOpen();
    const jobs = strange();
    jobs.forEach((one) => cluster.streams[0]?.push(one));
    await expectSettled(cluster, jobs);
    expect(cluster.streams).toHaveLength(1);
  });
});

describe('a stream', () => {
  it('that breaks leaves the jobs to polls, and is opened again', async () => {
    const { cluster, streamOpen, lines } = run();
    await streamOpen();
    cluster.streams[0]?.end(grpcError(14));
    await vi.waitFor(() => expect(cluster.polls.at(-1)).toBe(WAITS));
    cluster.backlog.push(job());
    await vi.waitFor(() => expect(cluster.completed).toHaveLength(1));
    await vi.waitFor(() => expect(cluster.streams).toHaveLength(2));
    cluster.streams[1]?.push(job());
    await vi.waitFor(() => expect(cluster.completed).toHaveLength(2));
    expect(lines).toEqual([]);
  });

  it('is not read beyond the bound, and read on once there is room and no older job', async () => {
    const gate = createGate();
    const { cluster, workers, streamOpen } = run(gate.work, { maxJobsPerConnector: 2 });
    await streamOpen();
    const [stream] = cluster.streams;
    for (let count = 0; count < 4; count += 1) stream?.push(job());
    await vi.waitFor(() => expect(gate.running).toBe(2));
    expect(stream?.paused).toBe(true);
    expect(workers.runtime.jobsInFlight(TYPE)).toBe(2);
    gate.openAll();
    await vi.waitFor(() => expect(gate.running).toBe(2));
    expect(cluster.completed).toHaveLength(2);
    gate.openAll();
    await vi.waitFor(() => expect(cluster.completed).toHaveLength(4));
    expect(cluster.failed).toEqual([]);
  });

  it('alternates with polls while there is a backlog', async () => {
    const gate = createGate();
    const { cluster, streamOpen } = run(gate.work, { maxJobsPerConnector: 2 });
    await streamOpen();
    const pushed = Array.from({ length: 7 }, job);
    for (const one of pushed) cluster.streams[0]?.push(one);
    await vi.waitFor(
      () => {
        while (cluster.backlog.length < 4) cluster.backlog.push(job());
        gate.openAll();
        expect(cluster.completed).toEqual(expect.arrayContaining(pushed.map(({ key }) => key)));
      },
      { interval: 5 },
    );
    expect(cluster.completed.length).toBeGreaterThan(2 * pushed.length);
    expect(cluster.streams).toHaveLength(1);
    expect(cluster.failed).toEqual([]);
  });

  it('ends when jobs in buffers may have waited for too long', async () => {
    const { cluster, streamOpen } = run(() => new Promise(() => undefined), {
      maxJobsPerConnector: 1,
      activationTimeoutMs: 3_000,
    });
    await streamOpen();
    const [stream] = cluster.streams;
    stream?.push(job());
    stream?.push(job());
    await vi.waitFor(() => expect(stream?.cancelled).toBe(true));
    await vi.waitFor(() => expect(cluster.failed).toMatchObject([{ retries: 3 }]));
  });

  it('ends with the shutdown, and hands back jobs in buffers', async () => {
    const gate = createGate();
    const { cluster, workers, streamOpen } = run(gate.work, { maxJobsPerConnector: 1 });
    await streamOpen();
    const [stream] = cluster.streams;
    for (let count = 0; count < 3; count += 1) stream?.push(job());
    await vi.waitFor(() => expect(gate.running).toBe(1));
    const closed = workers.close({ timeoutMs: 5_000 });
    await vi.waitFor(() => expect(stream?.cancelled).toBe(true));
    await vi.waitFor(() =>
      expect(cluster.failed).toMatchObject([
        { retries: 3, errorMessage: 'Handed back: the runtime shut down before the job was done' },
        { retries: 3 },
      ]),
    );
    gate.openAll();
    await closed;
    expect(cluster.completed).toHaveLength(1);
  });

  it('of a paused connector ends with the next job, which is handed back', async () => {
    const { cluster, workers, streamOpen } = run();
    await streamOpen();
    const [stream] = cluster.streams;
    workers.runtime.pause(TYPE);
    stream?.push(job());
    await vi.waitFor(() => expect(stream?.cancelled).toBe(true));
    await vi.waitFor(() => expect(cluster.failed).toHaveLength(1));
    workers.runtime.resume(TYPE);
    cluster.backlog.push(job());
    await vi.waitFor(() => expect(cluster.completed).toHaveLength(1));
  });
});

describe('an engine', () => {
  it.each([
    ['cannot be reached', 14],
    ['does not answer at all', 4],
    ['does not take our credentials', 16],
    ['does nothing but push back', 8],
  ])('that %s is one line, and one when it is back', async (_, status) => {
    const cluster = createFakeCluster();
    cluster.failure = grpcError(status);
    const { lines, workers } = run(undefined, {}, cluster);
    await vi.waitFor(() => expect(workers.isConnected).toBe(false));
    cluster.failure = undefined;
    cluster.backlog.push(job());
    await vi.waitFor(() => expect(cluster.completed).toHaveLength(1));
    expect(lines).toEqual(['The engine does not deliver jobs; retrying', 'The engine answers again']);
  });

  it('that pushes back for a moment is none', async () => {
    const cluster = createFakeCluster();
    cluster.failure = grpcError(8);
    const { lines } = run(undefined, {}, cluster);
    await vi.waitFor(() => expect(cluster.polls.length).toBeGreaterThan(1));
    cluster.failure = undefined;
    cluster.backlog.push(job());
    await vi.waitFor(() => expect(cluster.completed).toHaveLength(1));
    expect(lines).toEqual([]);
  });
});
