import { setTimeout as sleep } from 'node:timers/promises';
import { createSemaphore, type Release } from '@jobwright/concurrency';
import type { OriginLimits } from '@jobwright/connector-sdk';
import { createBoundedQueue } from './bounded-queue.ts';
import { type CircuitBreaker, createCircuitBreaker, type Outcome } from './circuit-breaker.ts';
import { createRateLimiter } from './rate-limiter.ts';

/** Permission to send one request. */
export interface Permit {
  /** Reports how it ended, as soon as there are the headers of the response or a failure. Counts once. */
  settle(outcome: Outcome): void;
  /**
   * Call it when the response has been read, or when there will be none. More than once is the same as once.
   */
  release(): void;
}

/** Holds requests back until the limits of an origin allow them. */
export interface OriginGuard {
  readonly isIdle: boolean;
  /**
   * Waits until the limits allow a request.
   * @throws LimitError when the circuit is open or too many wait; the reason of the signal
   */
  acquire(signal: AbortSignal): Promise<Permit>;
}

/** A request was not sent because of a limit. */
export class LimitError extends Error {
  override readonly name = 'LimitError';
  readonly code: 'CIRCUIT_OPEN' | 'TOO_MANY_WAITING';
  /** When to try again, in milliseconds from now. */
  readonly retryAfterMs: number;

  constructor(code: LimitError['code'], message: string, retryAfterMs: number) {
    super(message);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

export interface GuardClock {
  readonly now: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export const systemClock: GuardClock = {
  now: () => performance.now(),
  sleep: (ms, signal) => sleep(ms, undefined, { signal }),
};

const DEFAULT_MAX_QUEUED = 1_000;
/** Those turned away come back when some of the queue has gone. */
const QUEUE_RETRY_MS = 1_000;

export function createOriginGuard(limits: OriginLimits, clock: GuardClock = systemClock): OriginGuard {
  const { requestsPerSecond: perSecond, maxConcurrent, maxQueued = DEFAULT_MAX_QUEUED } = limits;
  const burst = limits.burst ?? Math.max(1, Math.floor(perSecond ?? 1));
  const breaker =
    limits.circuitBreaker === undefined ? undefined : createCircuitBreaker(limits.circuitBreaker, clock.now);
  const rate = perSecond === undefined ? undefined : createRateLimiter({ perSecond, burst }, clock.now);
  const semaphore = maxConcurrent === undefined ? undefined : createSemaphore(maxConcurrent);
  const queue = createBoundedQueue({ maxLength: maxQueued, fullError: queueFullError });
  let active = 0;

  const acquireSlot = async (signal: AbortSignal): Promise<Release> => {
    if (semaphore === undefined) return () => undefined;
    const acquire = (): Promise<Release> => semaphore.acquire(signal);
    return semaphore.available > 0 ? acquire() : queue.wait(acquire);
  };
  const waitForRate = async (signal: AbortSignal): Promise<void> => {
    const waitMs = rate?.reserve() ?? 0;
    if (waitMs === 0) return;
    try {
      await queue.wait(() => clock.sleep(waitMs, signal));
    } catch (error) {
      rate?.release();
      throw error;
    }
  };

  return {
    get isIdle() {
      return active === 0 && queue.length === 0;
    },
    async acquire(signal) {
      expectClosed(breaker);
      const releaseSlot = await acquireSlot(signal);
      try {
        await waitForRate(signal);
        expectClosed(breaker);
      } catch (error) {
        releaseSlot();
        throw error;
      }
      active += 1;
      let isReleased = false;
      return {
        settle: breaker?.begin() ?? (() => undefined),
        release() {
          if (isReleased) return;
          isReleased = true;
          active -= 1;
          releaseSlot();
        },
      };
    },
  };
}

function expectClosed(breaker: CircuitBreaker | undefined): void {
  const waitMs = breaker?.waitMs() ?? 0;
  if (waitMs === 0) return;
  throw new LimitError('CIRCUIT_OPEN', 'it kept failing, so nothing is sent to it for now', waitMs);
}

const queueFullError = (length: number): LimitError =>
  new LimitError('TOO_MANY_WAITING', `${length} requests are queued already`, QUEUE_RETRY_MS);
