import { ClusterCallError, type ClusterCallFailure, timeoutError } from '@jobwright/runtime/cluster';
import { expect, test } from 'vitest';
import { mayHaveArrived } from './may-have-arrived.ts';

const failed = (failure: ClusterCallFailure, options: object = {}) =>
  new ClusterCallError(failure, 'failed', options);
const caused = (code: string) => failed('unreachable', { cause: Object.assign(new Error(code), { code }) });

test.each([
  ['no answer in time', timeoutError(1_000), true],
  ['a connection that broke', caused('ECONNRESET'), true],
  [
    'a request that was given up',
    failed('unreachable', { cause: new DOMException('over', 'AbortError') }),
    true,
  ],
  ['an answer that is not HTTP', caused('HPE_INVALID_CONSTANT'), true],
  ['a host that cannot be reached', caused('EHOSTUNREACH'), false],
  ['a proxy that opens no tunnel', caused('HTTP_PROXY_FAILED'), false],
  ['a connection that was refused', caused('ECONNREFUSED'), false],
  ['a name that does not exist', caused('ENOTFOUND'), false],
  ['a certificate that is not trusted', failed('untrusted'), false],
  ['no token', failed('tokenEndpoint'), false],
  ['a proxy that lost the engine', failed('unreachable', { httpStatus: 502, grpcStatus: 14 }), true],
  ['an error of the engine', failed('unexpected', { httpStatus: 500, grpcStatus: 13 }), true],
  ['a conflict in the engine', failed('unexpected', { httpStatus: 500, grpcStatus: 10 }), false],
  ['a request that is refused', failed('refused', { httpStatus: 400, grpcStatus: 3 }), false],
  ['anything else', new Error('other'), true],
])('%s', (_name, error, expected) => {
  expect(mayHaveArrived(error)).toBe(expected);
});
