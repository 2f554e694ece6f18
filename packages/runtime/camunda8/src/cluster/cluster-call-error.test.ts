import { expect, it } from 'vitest';
import { gatewayCallError } from '../gateway/gateway-call-error.ts';

const grpcError = (code: number, details: string) =>
  Object.assign(new Error(`${code}: ${details}`), { code, details });

it.each([
  [14, 'connect ECONNREFUSED 127.0.0.1:9', 'unreachable'],
  [14, 'self-signed certificate', 'untrusted'],
  [14, "Hostname/IP does not match certificate's altnames: IP: 10.0.0.1", 'untrusted'],
  [4, 'Deadline exceeded', 'timeout'],
  [16, 'Expected bearer token', 'unauthenticated'],
  [7, 'Not permitted', 'denied'],
  [3, 'Expected to deploy new resources', 'refused'],
  [12, 'Method not found', 'unexpected'],
])('status %i, %j is %s, in the words of the server', (code, details, failure) => {
  expect(gatewayCallError(grpcError(code, details))).toMatchObject({ failure, message: details });
});

it('leaves out what gRPC says around the reason', () => {
  const details =
    'No connection established. Last error: Error: connect ECONNREFUSED 127.0.0.1:9. Resolution note:';
  expect(gatewayCallError(grpcError(14, details)).message).toBe('connect ECONNREFUSED 127.0.0.1:9');
});
