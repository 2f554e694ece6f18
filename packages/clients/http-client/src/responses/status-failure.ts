import { ConnectorError, RetryableError } from '@jobwright/connector-sdk';
import { type JsonObject, type JsonValue, stringifyJson } from '@jobwright/json';
import type { HttpResponseHead } from '../http-message.ts';
import { readRetryAfterMs } from './retry-after.ts';

/** Statuses below 500 that ask to try again: request timeout, too early, too many requests. */
const RETRYABLE_BELOW_500: readonly number[] = [408, 425, 429];
const MAY_SAY_RETRY_AFTER: readonly number[] = [429, 503];

/** A response with a status of 400 or above, with its body as a value. */
export interface ErrorResponse extends HttpResponseHead {
  readonly body: JsonValue;
}

/** Overrides for the texts of a failure. */
export interface StatusFailureOptions {
  /** Milliseconds since the epoch. */
  readonly nowMs: number;
  /** Default: the reason phrase. */
  readonly message?: string;
  /** Shown in the incident in addition to the message. Default: the beginning of the body. */
  readonly detail?: string;
  /** What error expressions see as `error.variables`. Default: `response` with headers and body. */
  readonly variables?: JsonObject;
}

/**
 * The failure for a response with a status of 400 or above, as official error expressions know it: the code
 * is the status, the message is the reason phrase. A `RetryableError` for 408, 425, 429 and 5xx, with
 * `retryAfterMs` from the `Retry-After` of 429 and 503; otherwise a `ConnectorError`.
 */
export function statusFailure(
  response: ErrorResponse,
  options: StatusFailureOptions,
): ConnectorError | RetryableError {
  const { status, reason, headers, body } = response;
  const failure = {
    code: String(status),
    message: options.message ?? (reason === '' ? '[no reason]' : reason),
    variables: options.variables ?? { response: { headers, body } },
    detail: options.detail ?? cutExcerpt(body),
  };
  if (status < 500 && !RETRYABLE_BELOW_500.includes(status)) return new ConnectorError(failure);
  const retryAfterMs = MAY_SAY_RETRY_AFTER.includes(status) ? readRetryAfterMs(headers, options) : undefined;
  return new RetryableError(retryAfterMs === undefined ? failure : { ...failure, retryAfterMs });
}

/** Longer than what an incident shows, so that a secret at its end is complete and can be masked. */
const EXCERPT_LENGTH = 10_000;

const cutExcerpt = (body: JsonValue): string => {
  if (body === null) return '';
  return (typeof body === 'string' ? body : stringifyJson(body)).slice(0, EXCERPT_LENGTH);
};
