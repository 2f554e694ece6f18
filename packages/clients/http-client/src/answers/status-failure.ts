import { ConnectorError, RetryableError } from '@jobwright/connector-sdk';
import { type JsonObject, type JsonValue, stringifyJson } from '@jobwright/json';
import type { HttpResponseHead } from '../http-message.ts';
import { readRetryAfterMs } from './retry-after.ts';

/** Statuses below 500 that ask to try again: request timeout, too early, too many requests. */
const RETRYABLE_BELOW_500: readonly number[] = [408, 425, 429];
const MAY_SAY_RETRY_AFTER: readonly number[] = [429, 503];

/** An answer of 400 and above, with its body as a value. */
export interface ErrorAnswer extends HttpResponseHead {
  readonly body: JsonValue;
}

/** What the failure says other than usual. */
export interface StatusFailureOptions {
  /** Milliseconds since the epoch. */
  readonly nowMs: number;
  /** Default: the reason phrase. */
  readonly message?: string;
  /** What the incident says besides. Default: the beginning of the body. */
  readonly detail?: string;
  /** Default: `response` with headers and body. */
  readonly variables?: JsonObject;
}

/**
 * An answer of 400 and above as the failure the official error expressions know: code is the status, message the reason.
 * Only 408, 425, 429 and what is above 499 is worth another try; 429 and 503 may say when.
 */
export function statusFailure(
  answer: ErrorAnswer,
  options: StatusFailureOptions,
): ConnectorError | RetryableError {
  const { status, reason, headers, body } = answer;
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

/** More than an incident shows of it, so that a secret at the end of what is shown is there as a whole, to be hidden. */
const EXCERPT_LENGTH = 10_000;

const cutExcerpt = (body: JsonValue): string => {
  if (body === null) return '';
  return (typeof body === 'string' ? body : stringifyJson(body)).slice(0, EXCERPT_LENGTH);
};
