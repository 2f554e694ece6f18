import { type HttpHeaders, readHeader } from '@jobwright/http-client';

/** How long the server asks to wait (RFC 9110, 10.2.3), in milliseconds; a date counts from the server's own clock if it tells it. */
export function parseRetryAfterMs(headers: HttpHeaders, nowMs: number): number | undefined {
  const text = readHeader(headers, 'retry-after')?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const dateMs = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(dateMs)) return undefined;
  const serverNowMs = Date.parse(readHeader(headers, 'date') ?? '');
  return Math.max(0, dateMs - (Number.isNaN(serverNowMs) ? nowMs : serverNowMs));
}
