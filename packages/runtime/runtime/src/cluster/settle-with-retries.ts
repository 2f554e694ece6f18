import { setTimeout as sleep } from 'node:timers/promises';
import { createBackoff, toErrorMessage } from '@jobwright/concurrency';
import type { JobOutcome } from '../job.ts';
import type { CallBounds } from './call-bounds.ts';

/** How an answer is sent to an engine, and what the errors of that mean. */
export interface AnswerAttempts {
  /** Sends an answer once. */
  send(outcome: JobOutcome, bounds: CallBounds): Promise<void>;
  /** Whether the job is no longer ours: it timed out, was cancelled or has been answered. */
  isGone(error: unknown): boolean;
  /** Whether the same call may succeed a little later. */
  isTransient(error: unknown): boolean;
  /** Whether the engine is there, but may never accept this call. */
  isDoubtful(error: unknown): boolean;
  /** How long the engine asks to wait before the next call, in milliseconds; 0 when it does not ask. */
  askedPauseMs(error: unknown): number;
}

/** One attempt takes no longer: a frozen connection must not hold up the next ones. */
const ATTEMPT_MS = 10_000;
const PAUSES = { firstMs: 25, maxMs: 2_000 } as const;
/** Reserved at the end of the time for an answer, to say that the engine does not accept it. */
const LAST_WORD_MS = 2_000;
const MAX_REASON_LENGTH = 2_000;

/**
 * Answers a job, and tries again while the engine cannot be reached or pushes back, until `deadline`, by
 * `performance.now()`. An answer that the engine refuses for good becomes a failure without retries that says
 * why. Throws the last error when the time is over.
 */
export async function settleWithRetries(
  attempts: AnswerAttempts,
  { outcome, deadline }: { readonly outcome: JobOutcome; readonly deadline: number },
): Promise<'settled' | 'gone'> {
  let pauses: ReturnType<typeof createBackoff> | undefined;
  let answer = outcome;
  for (;;) {
    try {
      await attempts.send(answer, attemptBounds(deadline));
      return 'settled';
    } catch (error) {
      if (attempts.isGone(error)) return 'gone';
      const askedMs = attempts.askedPauseMs(error);
      pauses ??= createBackoff(PAUSES);
      const pauseMs = pauseUntil(deadline, { ownMs: pauses.next(), askedMs });
      const nextAt = performance.now() + pauseMs;
      const isTransient = attempts.isTransient(error);
      const mayTryAgain = isTransient && nextAt < deadline;
      const isLastWord =
        attempts.isDoubtful(error) && nextAt >= deadline - LAST_WORD_MS && !isMinimal(outcome);
      if (answer === outcome && (!isTransient || isLastWord)) answer = refusedOutcome(error);
      else if (mayTryAgain) await sleep(pauseMs);
      else throw error;
    }
  }
}

/** How long one attempt may take. */
export const attemptBounds = (deadline: number): CallBounds => ({
  timeoutMs: Math.min(deadline - performance.now(), ATTEMPT_MS),
});

/** As long as the engine asks, if there is another attempt after that. */
const pauseUntil = (
  deadline: number,
  { ownMs, askedMs }: { readonly ownMs: number; readonly askedMs: number },
): number => (performance.now() + askedMs < deadline - LAST_WORD_MS ? Math.max(ownMs, askedMs) : ownMs);

/** Whether the outcome cannot be made any smaller. */
const isMinimal = (outcome: JobOutcome): boolean => outcome.kind === 'fail' && outcome.variables === '{}';

/**
 * The engine refuses this answer for good. The effect has happened, so the job fails without retries and says
 * why.
 */
const refusedOutcome = (error: unknown): JobOutcome => ({
  kind: 'fail',
  errorMessage: `The engine refused the answer of the connector: ${toErrorMessage(error).slice(0, MAX_REASON_LENGTH)}`,
  retries: 0,
  retryBackoffMs: 0,
  variables: '{}',
});
