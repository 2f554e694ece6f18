import { ConnectorError, type JsonValue, RetryableError } from '@jobwright/connector-sdk';
import type { HttpHeaders } from '@jobwright/http-client';
import { parseRetryAfterMs } from './retry-after.ts';

/** Statuses below 500 that ask to try again: request timeout, too early, too many requests. */
const RETRYABLE_BELOW_500: readonly number[] = [408, 425, 429];
const MAY_SAY_RETRY_AFTER: readonly number[] = [429, 503];

export interface ErrorAnswer {
  readonly status: number;
  readonly reason: string;
  readonly headers: HttpHeaders;
  readonly body: JsonValue;
}

/** An answer of 400 and above as the failure the official error expressions know: code is the status, message the reason. */
export function toStatusFailure(answer: ErrorAnswer, nowMs: number): ConnectorError | RetryableError {
  const { status, headers, body } = answer;
  const failure = {
    code: String(status),
    message: answer.reason === '' ? '[no reason]' : answer.reason,
    variables: { response: { headers, body } },
  };
  if (status < 500 && !RETRYABLE_BELOW_500.includes(status)) return new ConnectorError(failure);
  const retryAfterMs = MAY_SAY_RETRY_AFTER.includes(status) ? parseRetryAfterMs(headers, nowMs) : undefined;
  return new RetryableError(retryAfterMs === undefined ? failure : { ...failure, retryAfterMs });
}
