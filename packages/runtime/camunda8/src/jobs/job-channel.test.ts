import type { ActivatedJob, JobOutcome } from '@jobwright/runtime';
import { describe, expect, it } from 'vitest';
import { GrpcStatus } from '../gateway/grpc-status.ts';
import { createJobChannel } from './job-channel.ts';
import { TokenError } from '../cluster/oidc-tokens.ts';
import type { ZeebeGateway } from '../gateway/zeebe-gateway.ts';

const status = (code: number, message = `status ${code}`) => Object.assign(new Error(message), { code });
const job = { key: '1', retries: 3 } as ActivatedJob;
const complete: JobOutcome = { kind: 'complete', variables: '{}' };
const soon = () => performance.now() + 5_000;

function gatewayOf(answers: (Error | undefined)[]) {
  const calls: string[] = [];
  const call = (name: string) => (request: object) => {
    calls.push(`${name} ${JSON.stringify(request)}`);
    const error = answers.shift();
    return error === undefined ? Promise.resolve() : Promise.reject(error);
  };
  const gateway = {
    completeJob: call('complete'),
    failJob: call('fail'),
    throwError: call('throw'),
    updateJobTimeout: call('timeout'),
  } as unknown as ZeebeGateway;
  return { calls, channel: createJobChannel(gateway) };
}

describe('settle', () => {
  it('tries again while the engine cannot be reached or pushes back', async () => {
    const { calls, channel } = gatewayOf([
      status(GrpcStatus.UNAVAILABLE),
      status(GrpcStatus.RESOURCE_EXHAUSTED),
      undefined,
    ]);
    await expect(channel.settle(job, complete, soon())).resolves.toBe('settled');
    expect(calls).toEqual(Array(3).fill('complete {"jobKey":"1","variables":"{}"}'));
  });

  it('waits for a token while there is none', async () => {
    const { calls, channel } = gatewayOf([new TokenError('no token', {}), undefined]);
    await expect(channel.settle(job, complete, soon())).resolves.toBe('settled');
    expect(calls).toEqual(Array(2).fill('complete {"jobKey":"1","variables":"{}"}'));
  });

  it.each([GrpcStatus.NOT_FOUND, GrpcStatus.FAILED_PRECONDITION])(
    'takes status %i for a job that is gone',
    async (code) => {
      const { calls, channel } = gatewayOf([status(code)]);
      await expect(channel.settle(job, complete, soon())).resolves.toBe('gone');
      expect(calls).toHaveLength(1);
    },
  );

  it('gives up at the deadline', async () => {
    const { channel } = gatewayOf(Array.from({ length: 100 }, () => status(GrpcStatus.UNAVAILABLE)));
    await expect(channel.settle(job, complete, performance.now() + 60)).rejects.toMatchObject({
      code: GrpcStatus.UNAVAILABLE,
    });
  });

  it('makes an incident of an answer that the engine refuses for good', async () => {
    const { calls, channel } = gatewayOf([status(GrpcStatus.INVALID_ARGUMENT, 'not valid'), undefined]);
    await expect(channel.settle(job, complete, soon())).resolves.toBe('settled');
    expect(calls[1]).toMatch(
      /^fail .*"retries":0,"errorMessage":"The engine refused the answer of the connector: not valid"/,
    );
  });

  it.each([
    'Received message larger than max (4700016 vs 4194304)',
    'gRPC message exceeds maximum size 4194304: 4700016',
    "Command 'COMPLETE' rejected with code 'EXCEEDED_BATCH_RECORD_SIZE'",
  ])('takes no answer that is too large for push-back: %s', async (message) => {
    const { calls, channel } = gatewayOf([status(GrpcStatus.RESOURCE_EXHAUSTED, message), undefined]);
    await expect(channel.settle(job, complete, soon())).resolves.toBe('settled');
    expect(calls).toHaveLength(2);
    expect(calls[1]).toMatch(/^fail .*"retries":0/);
  });

  it.each([GrpcStatus.INTERNAL, GrpcStatus.CANCELLED])(
    'makes an incident of an answer at whose every sight the gateway fails with status %i',
    async (code) => {
      const { calls, channel } = gatewayOf([status(code), status(code), undefined]);
      await expect(channel.settle(job, complete, performance.now() + 2_040)).resolves.toBe('settled');
      expect(calls[0]).toMatch(/^complete /);
      expect(calls.at(-1)).toMatch(/^fail .*"retries":0/);
    },
  );

  it('hands a job back, or nothing', async () => {
    const { calls, channel } = gatewayOf(Array.from({ length: 9 }, () => status(GrpcStatus.INTERNAL)));
    const handBack = {
      kind: 'fail',
      errorMessage: 'm',
      retries: 2,
      retryBackoffMs: 0,
      variables: '{}',
    } as const;
    await expect(channel.settle(job, handBack, performance.now() + 60)).rejects.toMatchObject({ code: 13 });
    expect(calls.every((call) => call.includes('"retries":2'))).toBe(true);
  });

  it('does not go on for ever when that is refused too', async () => {
    const { channel } = gatewayOf([status(GrpcStatus.INVALID_ARGUMENT), status(GrpcStatus.INVALID_ARGUMENT)]);
    await expect(channel.settle(job, complete, soon())).rejects.toMatchObject({
      code: GrpcStatus.INVALID_ARGUMENT,
    });
  });

  it('says each outcome in the words of the engine', async () => {
    const { calls, channel } = gatewayOf([]);
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
  it('tells a job that is gone from an engine that cannot be reached', async () => {
    const { channel } = gatewayOf([undefined, status(GrpcStatus.NOT_FOUND), status(GrpcStatus.UNAVAILABLE)]);
    await expect(channel.extendDeadline(job, 1_000, soon())).resolves.toBe('extended');
    await expect(channel.extendDeadline(job, 1_000, soon())).resolves.toBe('gone');
    await expect(channel.extendDeadline(job, 1_000, soon())).rejects.toMatchObject({
      code: GrpcStatus.UNAVAILABLE,
    });
  });
});
