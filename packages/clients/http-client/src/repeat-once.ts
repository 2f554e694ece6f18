import { setTimeout as sleep } from 'node:timers/promises';
import { isConnectorFailure } from '@jobwright/connector-sdk';
import { readRetryAfterMs } from './responses/retry-after.ts';
import type { HopResponse } from './dispatch-hop.ts';
import { cancelledError } from './http-failure.ts';
import type { HttpHop } from './http-hop.ts';
import type { HttpMethod } from './http-message.ts';

export interface RepeatOptions {
  readonly signal: AbortSignal;
  /** By `performance.now()`: no attempt is started that could not end before. */
  readonly expiresAt?: number | undefined;
  /** The longest wait that a server may ask for, in milliseconds; 0 is no limit. */
  readonly headersTimeoutMs: number;
}

/** Another attempt at the same request. */
export type OpenAgain = (attempt: number) => Promise<HopResponse>;

const ASKED_TO_WAIT: readonly number[] = [429, 503];
/** Idempotent methods (RFC 9110, 9.2.2). */
const IDEMPOTENT: readonly HttpMethod[] = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'];
const WAIT_MS = 1_000;
/** With less time than this, another attempt is not worth starting. */
const LEAST_ATTEMPT_MS = 1_000;

/**
 * Sends a request, and repeats it once in the cases in which the Java runtime does: after 429 and 503, which
 * say that the server did nothing, and after a connection that was lost before the response, for idempotent
 * methods. The result of the second attempt counts.
 */
export async function repeatOnce(
  hop: HttpHop,
  open: OpenAgain,
  options: RepeatOptions,
): Promise<HopResponse> {
  let response: HopResponse;
  try {
    response = await open(0);
  } catch (error) {
    const mayRepeat = IDEMPOTENT.includes(hop.method) && isLost(error) && hasTime(WAIT_MS, options);
    if (!mayRepeat) throw error;
    await pause(WAIT_MS, hop, options);
    return open(1);
  }
  if (!ASKED_TO_WAIT.includes(response.status)) return response;
  const waitMs = readRetryAfterMs(response.headers, { nowMs: Date.now() }) ?? WAIT_MS;
  if (!hasTime(waitMs, options)) return response;
  await response.body.skip();
  await pause(waitMs, hop, options);
  return open(1);
}

const isLost = (error: unknown): boolean =>
  isConnectorFailure(error) && error.code === 'HTTP_CONNECTION_RESET';

const hasTime = (waitMs: number, { expiresAt, headersTimeoutMs }: RepeatOptions): boolean => {
  const isTooLong = headersTimeoutMs > 0 && waitMs > Math.max(headersTimeoutMs, WAIT_MS);
  const leftMs = expiresAt === undefined ? Number.POSITIVE_INFINITY : expiresAt - performance.now();
  return !isTooLong && waitMs + LEAST_ATTEMPT_MS <= leftMs;
};

async function pause(waitMs: number, hop: HttpHop, { signal }: RepeatOptions): Promise<void> {
  try {
    await sleep(waitMs, undefined, { signal });
  } catch {
    throw cancelledError(hop, signal.reason);
  }
}
