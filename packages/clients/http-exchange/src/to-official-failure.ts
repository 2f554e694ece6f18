import {
  ConnectorError,
  type ConnectorFailure,
  isConnectorFailure,
  RetryableError,
} from '@jobwright/connector-sdk';

interface Official {
  readonly code: string;
  readonly message: string;
}

const TIMED_OUT: Official = {
  code: '408',
  message: 'The request timed out. Please try increasing the read and connection timeouts.',
};
const ABORTED: Official = {
  code: '408',
  message: 'An error occurred while executing the request, or the connection was aborted',
};
const PROTOCOL: Official = { code: '500', message: 'An error with the HTTP protocol occurred' };

/** Code and message of the official connectors, by the codes of the client; they have none for the others. */
const OFFICIAL: ReadonlyMap<string, Official> = new Map([
  ['HTTP_CONNECT_TIMEOUT', TIMED_OUT],
  ['HTTP_RESPONSE_TIMEOUT', TIMED_OUT],
  ['HTTP_DNS_FAILED', ABORTED],
  ['HTTP_CONNECTION_REFUSED', ABORTED],
  ['HTTP_CONNECTION_RESET', ABORTED],
  ['HTTP_CONNECTION_FAILED', ABORTED],
  ['HTTP_PROXY_FAILED', ABORTED],
  ['HTTP_PROTOCOL_ERROR', PROTOCOL],
  ['HTTP_TOO_MANY_REDIRECTS', PROTOCOL],
  ['HTTP_REQUEST_INVALID', PROTOCOL],
]);

/**
 * Converts a failure of the client: `error.code` and `error.message` become those of the official connectors,
 * so that error expressions made for them still match. `error.variables.failure`, the incident and the log
 * say what happened.
 */
export function toOfficialFailure(error: unknown): unknown {
  if (!isConnectorFailure(error) || !/^(HTTP|SSL)_/.test(error.code)) return error;
  const official = OFFICIAL.get(error.code);
  const failure = {
    ...(official === undefined
      ? { code: error.code, message: describeFailure(error), detail: error.detail }
      : { ...official, detail: `${error.code}: ${error.message}` }),
    variables: { ...error.variables, failure: error.code },
    request: error.request,
    cause: official === undefined ? error.cause : error,
  };
  if (error.kind !== 'retryable') return new ConnectorError(failure);
  const { retryAfterMs } = error;
  return new RetryableError(retryAfterMs === undefined ? failure : { ...failure, retryAfterMs });
}

const describeFailure = ({ code, message }: ConnectorFailure): string =>
  code === 'SSL_HANDSHAKE_FAILED' ? `TLS handshake failed: ${message}` : message;
