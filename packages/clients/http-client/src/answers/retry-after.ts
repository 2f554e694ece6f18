import { type HttpHeaders, readHeader } from '../http-message.ts';

/** What `Retry-After` is measured against. */
export interface RetryAfterOptions {
  /** Milliseconds since the epoch. */
  readonly nowMs: number;
  /** Gives a number from 0 to below 1. Default: `Math.random`. */
  readonly random?: () => number;
}

/** Up to this part of the wait is added, so that many do not come back in the same instant. */
const JITTER = 0.1;
const MOST_JITTER_MS = 10_000;

/**
 * How long the server asks to wait (RFC 9110, 10.2.3), in milliseconds, and a little more at random; a date counts from the
 * server's own clock if it tells it. `undefined` when it does not ask, or not in a form that can be read.
 */
export function readRetryAfterMs(headers: HttpHeaders, options: RetryAfterOptions): number | undefined {
  const askedMs = parseRetryAfterMs(headers, options.nowMs);
  if (askedMs === undefined) return undefined;
  const { random = Math.random } = options;
  return askedMs + Math.round(Math.min(askedMs * JITTER, MOST_JITTER_MS) * random());
}

function parseRetryAfterMs(headers: HttpHeaders, nowMs: number): number | undefined {
  const text = readHeader(headers, 'retry-after')?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const dateMs = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(dateMs)) return undefined;
  const serverNowMs = Date.parse(readHeader(headers, 'date') ?? '');
  return Math.max(0, dateMs - (Number.isNaN(serverNowMs) ? nowMs : serverNowMs));
}
