import type { ActivatedJob, JobOutcome } from '@jobwright/runtime';
import { describe, expect, it } from 'vitest';
import { ClusterCallError, GrpcStatus } from '@jobwright/runtime/cluster';
import { createJobChannel } from './job-channel.ts';
import type { JobCalls } from '../gateway/job-calls.ts';
import { grpcError } from '../testing/fake-cluster.ts';

const job = { key: '1', retries: 3 } as ActivatedJob;
const complete: JobOutcome = { kind: 'complete', variables: '{}' };
const soon = () => performance.now() + 5_000;

function channelOf(answers: (Error | undefined)[]) {
  const calls: string[] = [];
  const call = (name: string) => (request: object) => {
    calls.push(`${name} ${JSON.stringify(request)}`);
    const error = answers.shift();
    return error === undefined ? Promise.resolve() : Promise.reject(error);
  };
  const jobs: JobCalls = {
    noticesCancel: true,
    activate: call('activate'),
    stream: () => Promise.reject(new Error('There are no streams')),
    complete: call('complete'),
    fail: call('fail'),
    throwError: call('throw'),
    updateTimeout: call('timeout'),
  };
  return { calls, channel: createJobChannel(jobs) };
}

describe('settle', () => {
  it('tries again while the engine cannot be reached or pushes back', async () => {
    const { calls, channel } = channelOf([
      grpcError(GrpcStatus.UNAVAILABLE),
      grpcError(GrpcStatus.RESOURCE_EXHAUSTED),
      undefined,
    ]);
    await expect(channel.settle(job, complete, soon())).resolves.toBe('settled');
    expect(calls).toEqual(Array(3).fill('complete {"jobKey":"1","variables":"{}"}'));
  });

  it('waits for a token while there is none', async () => {
    const { calls, channel } = channelOf([new ClusterCallError('tokenEndpoint', 'no token'), undefined]);
    await expect(channel.settle(job, complete, soon())).resolves.toBe('settled');
    expect(calls).toEqual(Array(2).fill('complete {"jobKey":"1","variables":"{}"}'));
  });

  it.each([GrpcStatus.NOT_FOUND, GrpcStatus.FAILED_PRECONDITION])(
    'takes status %i for a job that is gone',
    async (code) => {
      const { calls, channel } = channelOf([grpcError(code)]);
      await expect(channel.settle(job, complete, soon())).resolves.toBe('gone');
      expect(calls).toHaveLength(1);
    },
  );

  it('gives up at the deadline', async () => {
    const { channel } = channelOf(Array.from({ length: 100 }, () => grpcError(GrpcStatus.UNAVAILABLE)));
    await expect(channel.settle(job, complete, performance.now() + 60)).rejects.toMatchObject({
      grpcStatus: GrpcStatus.UNAVAILABLE,
    });
  });

  it('makes an incident of an answer that the engine refuses for good', async () => {
    const { calls, channel } = channelOf([grpcError(GrpcStatus.INVALID_ARGUMENT, 'not valid'), undefined]);
    await expect(channel.settle(job, complete, soon())).resolves.toBe('settled');
    expect(calls[1]).toMatch(
      /^fail .*"retries":0,"errorMessage":"The engine refused the answer of the connector: not valid"/,
    );
  });

  it.each([
    'Received message larger than max (4700016 vs 4194304)',
    'gRPC message exceeds maximum size 4194304: 4700016',
    "Command 'COMPLETE' rejected with code 'EXCEEDED_BATCH_RECORD_SIZE'",
  ])('does not mistake an answer that is too large for pushback: %s', async (message) => {
    const { calls, channel } = channelOf([grpcError(GrpcStatus.RESOURCE_EXHAUSTED, message), undefined]);
    await expect(channel.settle(job, complete, soon())).resolves.toBe('settled');
    expect(calls).toHaveLength(2);
    expect(calls[1]).toMatch(/^fail .*"retries":0/);
  });

  it.each([GrpcStatus.INTERNAL, GrpcStatus.CANCELLED])(
    'makes an incident of an answer for which the gateway always fails with status %i',
    async (code) => {
      const { calls, channel } = channelOf([grpcError(code), grpcError(code), undefined]);
      await expect(channel.settle(job, complete, performance.now() + 2_040)).resolves.toBe('settled');
      expect(calls[0]).toMatch(/^complete /);
      expect(calls.at(-1)).toMatch(/^fail .*"retries":0/);
    },
  );

  it('hands a job back, or nothing', async () => {
    const { calls, channel } = channelOf(Array.from({ length: 9 }, () => grpcError(GrpcStatus.INTERNAL)));
    const handBack = {
      kind: 'fail',
      errorMessage: 'm',
      retries: 2,
      retryBackoffMs: 0,
      variables: '{}',
    } as const;
    await expect(channel.settle(job, handBack, performance.now() + 60)).rejects.toMatchObject({
      grpcStatus: 13,
    });
    expect(calls.every((call) => call.includes('"retries":2'))).toBe(true);
  });

  it('gives up when that is refused too', async () => {
    const { channel } = channelOf([
      grpcError(GrpcStatus.INVALID_ARGUMENT),
      grpcError(GrpcStatus.INVALID_ARGUMENT),
    ]);
    await expect(channel.settle(job, complete, soon())).rejects.toMatchObject({
      grpcStatus: GrpcStatus.INVALID_ARGUMENT,
    });
  });

  it('sends each outcome with its call', async () => {
    const { calls, channel } = channelOf([]);
    await channel.settle(
      job,
      { kind: 'fail', errorMessage: 'm', retries: 2, retryBackoffMs: 9, variables: '{"a":1}' },
      soon(),
    );
    await channel.settle(
      job,
      { kind: 'throwError', errorCode: 'C', errorMessage: 'm', variables: '{}' },
      soon(),
    );
    expect(calls).toEqual([
      'fail {"jobKey":"1","retries":2,"errorMessage":"m","retryBackOff":9,"variables":"{\\"a\\":1}"}',
      'throw {"jobKey":"1","errorCode":"C","errorMessage":"m","variables":"{}"}',
    ]);
  });
});

describe('extendDeadline', () => {
  it('distinguishes a job that is gone from an engine that cannot be reached', async () => {
    const { channel } = channelOf([
      undefined,
      grpcError(GrpcStatus.NOT_FOUND),
      grpcError(GrpcStatus.UNAVAILABLE),
    ]);
    await expect(channel.extendDeadline(job, 1_000, soon())).resolves.toBe('extended');
    await expect(channel.extendDeadline(job, 1_000, soon())).resolves.toBe('gone');
    await expect(channel.extendDeadline(job, 1_000, soon())).rejects.toMatchObject({
      grpcStatus: GrpcStatus.UNAVAILABLE,
    });
  });
});
