import { type BackoffOptions, createBackoff } from '@jobwright/concurrency';
import { askedPauseMs, isRejection } from './call-failures.ts';

/** Pauses between calls of a cluster that fail one after the other. */
export interface CallPauses {
  /**
   * The pause after a call that failed with this error, in milliseconds: one that grows, or as long as the
   * cluster asks for, at most half a minute. Where it rejects the credentials again, five seconds growing to
   * a minute: many servers lock an account after some wrong passwords.
   */
  next(error: unknown): number;
  /** Pauses since the start or the last reset. */
  readonly count: number;
  /** A call succeeded. */
  reset(): void;
}

const MAX_ASKED_MS = 30_000;
const REJECTIONS = { firstMs: 5_000, maxMs: 60_000, jitter: 0.2 } as const;

/** @param options the pauses after what is no rejection */
export function createCallPauses(options: BackoffOptions): CallPauses {
  const pauses = createBackoff(options);
  const rejections = createBackoff(REJECTIONS);
  let wasRejected = false;
  return {
    next(error) {
      // Credentials may be new in the next call: the first rejection is a failure like others.
      const again = wasRejected && isRejection(error);
      wasRejected = isRejection(error);
      if (!wasRejected) rejections.reset();
      const rejectionMs = again ? rejections.next() : 0;
      return Math.max(pauses.next(), rejectionMs, Math.min(askedPauseMs(error), MAX_ASKED_MS));
    },
    get count() {
      return pauses.count;
    },
    reset() {
      pauses.reset();
      rejections.reset();
      wasRejected = false;
    },
  };
}
