import { ConnectorError, isConnectorFailure, RetryableError } from '@jobwright/connector-sdk';

/** The code of the official connectors for what the client calls by a name of its own; what is not here they do not know. */
const OFFICIAL_CODES: ReadonlyMap<string, string> = new Map([
  ['HTTP_CONNECT_TIMEOUT', '408'],
  ['HTTP_RESPONSE_TIMEOUT', '408'],
  ['HTTP_DNS_FAILED', '408'],
  ['HTTP_CONNECTION_REFUSED', '408'],
  ['HTTP_CONNECTION_RESET', '408'],
  ['HTTP_CONNECTION_FAILED', '408'],
  ['HTTP_PROXY_FAILED', '408'],
  ['HTTP_PROTOCOL_ERROR', '500'],
  ['HTTP_TOO_MANY_REDIRECTS', '500'],
  ['HTTP_REQUEST_INVALID', '500'],
]);

/**
 * A failure of the client as error expressions know it: `error.code` is what the official connectors say, so that expressions
 * made for them go on matching; `error.variables.failure` and the message say what happened.
 */
export function toOfficialFailure(error: unknown): unknown {
  if (!isConnectorFailure(error) || !/^(HTTP|SSL)_/.test(error.code)) return error;
  const failure = {
    code: OFFICIAL_CODES.get(error.code) ?? error.code,
    message: OFFICIAL_CODES.has(error.code) ? `${error.code}: ${error.message}` : error.message,
    variables: { ...error.variables, failure: error.code },
    cause: error.cause,
  };
  if (error.kind !== 'retryable') return new ConnectorError(failure);
  const { retryAfterMs } = error;
  return new RetryableError(retryAfterMs === undefined ? failure : { ...failure, retryAfterMs });
}
