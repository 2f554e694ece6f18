import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { type CallBounds, GrpcStatus } from '@jobwright/runtime/cluster';
import { createGatewayCalls } from './gateway-calls.ts';
import type { MessageStream } from './gateway-stub.ts';
import type { GatewayStub } from './gateway-stub.ts';

const statusError = (code: number) => Object.assign(new Error(`status ${code}`), { code });
const bounds: CallBounds = { timeoutMs: 5_000 };
const call = { method: 'Topology', request: {} } as const;

/** A gateway with numbered tokens, which answers as it is told; `undefined` is no answer. */
function createGateway(answers: readonly (Error | 'ok' | undefined)[]) {
  const tokens: string[] = [];
  const cancel = vi.fn();
  let token = 1;
  const stub: GatewayStub = {
    authorize: async () => ({
      headers: { authorization: `token-${token}` },
      callUnary(_call, callback) {
        tokens.push(`token-${token}`);
        const answer = answers[tokens.length - 1];
        if (answer === 'ok') setImmediate(() => callback(null, 'answer'));
        else if (answer !== undefined) setImmediate(() => callback(answer));
        return { cancel };
      },
      openStream: () => {
        throw new Error('There are no streams');
      },
    }),
  };
  const refuse = () => void (token += 1);
  return { stub, tokens, cancel, refuse };
}

test('a call whose credentials are refused is sent once more with new ones', async () => {
  const { stub, tokens, refuse } = createGateway([statusError(GrpcStatus.UNAUTHENTICATED), 'ok']);
  expect(await createGatewayCalls(stub, { refuse }).unary(call, bounds)).toBe('answer');
  expect(tokens).toEqual(['token-1', 'token-2']);
});

test('a second refusal is the answer, and so is the first where credentials cannot be replaced', async () => {
  const refused = statusError(GrpcStatus.UNAUTHENTICATED);
  const replaceable = createGateway([refused, refused, 'ok']);
  const calls = createGatewayCalls(replaceable.stub, { refuse: replaceable.refuse });
  await expect(calls.unary(call, bounds)).rejects.toMatchObject({ failure: 'unauthenticated' });
  expect(replaceable.tokens).toHaveLength(2);
  const fixed = createGateway([refused, 'ok']);
  await expect(createGatewayCalls(fixed.stub).unary(call, bounds)).rejects.toMatchObject({
    failure: 'unauthenticated',
    grpcStatus: GrpcStatus.UNAUTHENTICATED,
  });
  expect(fixed.tokens).toHaveLength(1);
});

test('another failure is not repeated', async () => {
  const { stub, tokens, refuse } = createGateway([statusError(GrpcStatus.UNAVAILABLE), 'ok']);
  const sent = createGatewayCalls(stub, { refuse }).unary(call, bounds);
  await expect(sent).rejects.toMatchObject({ failure: 'unreachable' });
  expect(tokens).toHaveLength(1);
});

test('a signal cancels the call', async () => {
  const { stub, tokens, cancel } = createGateway([undefined]);
  const stop = new AbortController();
  const sent = createGatewayCalls(stub).unary(call, { ...bounds, signal: stop.signal });
  await vi.waitFor(() => expect(tokens).toHaveLength(1));
  stop.abort(new Error('stopped'));
  await expect(sent).rejects.toMatchObject({ name: 'ClusterCallError', message: 'stopped' });
  await vi.waitFor(() => expect(cancel).toHaveBeenCalledOnce());
});

test('credentials that do not come in time are named', async () => {
  const stub: GatewayStub = { authorize: () => new Promise(() => undefined) };
  const sent = createGatewayCalls(stub).unary(call, { timeoutMs: 20 });
  await expect(sent).rejects.toMatchObject({
    failure: 'tokenEndpoint',
    message: expect.stringContaining('check the address of its token endpoint'),
  });
});

/** A gateway that ends a stream regularly after some time, or with an error when it is cancelled. */
function createStreamGateway(endsAfterMs: number): GatewayStub {
  const openStream = (): MessageStream => {
    const stream = new EventEmitter();
    setTimeout(() => stream.emit('end'), endsAfterMs).unref();
    return Object.assign(stream, {
      pause: () => undefined,
      resume: () => undefined,
      cancel: () => void stream.emit('error', statusError(GrpcStatus.CANCELLED)),
    });
  };
  const callUnary = () => {
    throw new Error('There are no calls');
  };
  return { authorize: () => ({ headers: {}, callUnary, openStream }) };
}

const request = {
  type: 'acme:post:1',
  worker: 'w',
  timeout: 60_000,
  fetchVariable: [],
  tenantIds: [],
  maxJobsToActivate: 1,
  requestTimeout: 1_000,
};
const polling = { method: 'ActivateJobs', request } as const;
const readToEnd = (stream: MessageStream): Promise<void> =>
  new Promise((resolve, reject) => void stream.on('end', resolve).on('error', reject));

test('a stream that takes too long is cancelled, and says so', async () => {
  const calls = createGatewayCalls(createStreamGateway(60_000));
  const reading = calls.readStream(polling, { timeoutMs: 20, read: readToEnd });
  await expect(reading).rejects.toMatchObject({
    failure: 'timeout',
    grpcStatus: GrpcStatus.DEADLINE_EXCEEDED,
  });
});

test('what has come on a stream while the process stood still is read, though its time is over', async () => {
  const calls = createGatewayCalls(createStreamGateway(40));
  const reading = calls.readStream(polling, { timeoutMs: 20, read: readToEnd });
  // As SIGSTOP, or a laptop that sleeps, does.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
  await reading;
});
