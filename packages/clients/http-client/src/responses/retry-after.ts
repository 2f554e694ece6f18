import { type HttpHeaders, readHeader } from '../http-message.ts';
import { parseHttpDate } from './http-date.ts';

/** What `Retry-After` is measured against. */
export interface RetryAfterOptions {
  /** Milliseconds since the epoch. */
  readonly nowMs: number;
  /** Returns a number from 0 up to, but not including, 1. Default: `Math.random`. */
  readonly random?: () => number;
}

/** Up to this fraction of the wait is added, so that many jobs do not come back at the same instant. */
const JITTER = 0.1;
const MOST_JITTER_MS = 10_000;

/**
 * How long the server asks to wait (`Retry-After`, RFC 9110, 10.2.3), in milliseconds, plus up to a tenth at
 * random (at most 10 s). A date is compared with the `Date` of the response if there is one. `undefined` if
 * there is no such header, or if it cannot be read.
 */
export function readRetryAfterMs(headers: HttpHeaders, options: RetryAfterOptions): number | undefined {
  const askedMs = parseRetryAfterMs(headers, options.nowMs);
  if (askedMs === undefined) return undefined;
  const { random = Math.random } = options;
  return askedMs + Math.round(Math.min(askedMs * JITTER, MOST_JITTER_MS) * random());
}

/** Some servers send fractions of a second; some proxies join two values. */
const SECONDS = /^(\d{1,9}(?:\.\d{1,9})?)\s*(?:,|$)/;

function parseRetryAfterMs(headers: HttpHeaders, nowMs: number): number | undefined {
  const text = readHeader(headers, 'retry-after')?.trim() ?? '';
  const seconds = SECONDS.exec(text)?.[1];
  if (seconds !== undefined) return Math.ceil(Number(seconds) * 1000);
  const dateMs = parseHttpDate(text);
  if (dateMs === undefined) return undefined;
  return Math.max(0, dateMs - (parseHttpDate(readHeader(headers, 'date') ?? '') ?? nowMs));
}
