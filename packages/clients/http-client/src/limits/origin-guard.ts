import { setTimeout as sleep } from 'node:timers/promises';
import type { OriginLimits } from '@jobwright/connector-sdk';
import { createCircuitBreaker, type Outcome } from './circuit-breaker.ts';
import { createPlaces } from './places.ts';
import { createRateLimiter } from './rate-limiter.ts';

/** The right to send one request. */
export interface Permit {
  /** What became of it, told as soon as the headers of the response or a failure are there. */
  settle(outcome: Outcome): void;
  /** The response has been read, or there is none. */
  release(): void;
}

/** Holds back what the limits of an origin do not allow now. */
export interface OriginGuard {
  readonly isIdle: boolean;
  /**
   * Waits for a turn.
   * @throws LimitError, or the reason of the signal
   */
  acquire(signal: AbortSignal): Promise<Permit>;
}

/** A request is not sent, for the sake of a limit. */
export class LimitError extends Error {
  override readonly name = 'LimitError';
  readonly code: 'CIRCUIT_OPEN' | 'TOO_MANY_WAITING';
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
  const places = maxConcurrent === undefined ? undefined : createPlaces(maxConcurrent);
  let waiting = 0;
  let inside = 0;

  const checkBreaker = (): void => {
    const waitMs = breaker?.waitMs() ?? 0;
    if (waitMs > 0)
      throw new LimitError('CIRCUIT_OPEN', 'it kept failing, so nothing is sent to it for now', waitMs);
  };
  const wait = async (until: () => Promise<void>): Promise<void> => {
    if (waiting >= maxQueued) {
      throw new LimitError(
        'TOO_MANY_WAITING',
        `${waiting} requests wait for their turn already`,
        QUEUE_RETRY_MS,
      );
    }
    waiting += 1;
    try {
      await until();
    } finally {
      waiting -= 1;
    }
  };
  const takePlace = async (signal: AbortSignal): Promise<() => void> => {
    let leave = (): void => undefined;
    if (places === undefined) return leave;
    const take = async (): Promise<void> => {
      leave = await places.take(signal);
    };
    await (places.isFull ? wait(take) : take());
    return leave;
  };
  const takeSlot = async (signal: AbortSignal): Promise<void> => {
    const waitMs = rate?.reserve() ?? 0;
    if (waitMs === 0) return;
    try {
      await wait(() => clock.sleep(waitMs, signal));
    } catch (error) {
      rate?.release();
      throw error;
    }
  };

  return {
    get isIdle() {
      return inside === 0 && waiting === 0;
    },
    async acquire(signal) {
      checkBreaker();
      const leavePlace = await takePlace(signal);
      try {
        await takeSlot(signal);
        checkBreaker();
      } catch (error) {
        leavePlace();
        throw error;
      }
      const settle = breaker?.begin() ?? (() => undefined);
      inside += 1;
      let hasLeft = false;
      return {
        settle,
        release() {
          if (hasLeft) return;
          hasLeft = true;
          inside -= 1;
          leavePlace();
        },
      };
    },
  };
}
