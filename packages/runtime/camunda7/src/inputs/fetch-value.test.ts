import { ClusterCallError, GrpcStatus } from '@jobwright/runtime/cluster';
import { expect, test } from 'vitest';
import type { EngineRequests } from '../engine/engine-request.ts';
import { fetchValue } from './fetch-value.ts';

/** An engine that fails once, and then answers. */
function engineAfter(failure: ClusterCallError): EngineRequests & { readonly asked: () => number } {
  let asked = 0;
  return {
    address: 'http://engine',
    async send() {
      asked += 1;
      if (asked === 1) throw failure;
      return '{"value":9007199254740993}';
    },
    open: () => Promise.reject(new Error('not used')),
    asked: () => asked,
  };
}

const fetch = { name: 'order', signal: new AbortController().signal };
const { UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, INTERNAL, OUT_OF_RANGE } = GrpcStatus;

test.each([
  ['its node was killed', new ClusterCallError('unreachable', 'reset', { grpcStatus: UNAVAILABLE })],
  ['it is silent', new ClusterCallError('timeout', 'silent', { grpcStatus: DEADLINE_EXCEEDED })],
  [
    'a proxy finds no node',
    new ClusterCallError('unreachable', '502', { grpcStatus: UNAVAILABLE, httpStatus: 502 }),
  ],
  [
    'a proxy waits in vain',
    new ClusterCallError('timeout', '504', { grpcStatus: DEADLINE_EXCEEDED, httpStatus: 504 }),
  ],
  [
    'it has too much to do',
    new ClusterCallError('refused', '429', { grpcStatus: RESOURCE_EXHAUSTED, httpStatus: 429 }),
  ],
  ['there is no token', new ClusterCallError('tokenEndpoint', 'no token')],
])('the engine is asked again when %s', async (_, failure) => {
  const engine = engineAfter(failure);
  expect(await fetchValue(engine, '/variable', fetch)).toEqual({ value: 9007199254740993n });
  expect(engine.asked()).toBe(2);
});

test.each([
  [
    'has no class for it',
    new ClusterCallError('unexpected', 'no class', { grpcStatus: INTERNAL, httpStatus: 500 }),
  ],
  ['gives too much', new ClusterCallError('unexpected', 'more than 10 bytes', { grpcStatus: OUT_OF_RANGE })],
])('an engine that %s is not asked again', async (_, failure) => {
  const engine = engineAfter(failure);
  await expect(fetchValue(engine, '/variable', fetch)).rejects.toMatchObject({
    name: 'ConnectorError',
    code: 'VARIABLE_UNREADABLE',
    message: expect.stringContaining(`(${failure.message}): store it as JSON`),
  });
  expect(engine.asked()).toBe(1);
});

test('the end of the job ends the wait', async () => {
  const job = new AbortController();
  const reason = new Error('The job is over');
  const engine = {
    ...engineAfter(new ClusterCallError('unexpected', 'not used')),
    send() {
      job.abort(reason);
      return Promise.reject(new ClusterCallError('unreachable', 'reset', { grpcStatus: UNAVAILABLE }));
    },
  };
  await expect(fetchValue(engine, '/variable', { ...fetch, signal: job.signal })).rejects.toBe(reason);
});
