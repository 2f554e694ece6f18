import { setTimeout as sleep } from 'node:timers/promises';
import type { LeasedCommand } from '@jobwright/camunda8-protocol';
import { createBackoff, toErrorMessage } from '@jobwright/concurrency';
import type { ActivatedJob, JobChannel, JobOutcome } from '@jobwright/runtime';
import type { CallBounds } from '../cluster/call-bounds.ts';
import type { JobCalls } from '../gateway/job-calls.ts';
import { askedPauseMs, isDoubtful, isGone, isTransient } from './call-failures.ts';

/** One attempt takes no longer: a frozen connection must not hold up the next ones. */
const ATTEMPT_MS = 10_000;
const PAUSES = { firstMs: 25, maxMs: 2_000 } as const;
/** Reserved at the end of the time for an answer, to say that the engine does not accept it. */
const LAST_WORD_MS = 2_000;
const MAX_REASON_LENGTH = 2_000;

/**
 * Answers jobs through the gateway, trying again while the engine cannot be reached or pushes back. An answer
 * may make the engine hand out the job again, or the next one of its type: it waits for `mayAnswer`, which
 * resolves when no call of ours that is about to end could get that job, so that it is not lost until its
 * deadline.
 */
export function createJobChannel(
  jobs: JobCalls,
  mayAnswer: () => Promise<void> = () => Promise.resolve(),
): JobChannel {
  return {
    async settle(job, outcome, deadline) {
      await mayAnswer();
      return settle(jobs, { job, outcome, deadline });
    },
    async extendDeadline(job, timeoutMs, deadline) {
      try {
        const request = { jobKey: job.key, timeout: timeoutMs, ...leaseOf(job) };
        await jobs.updateTimeout(request, attemptBounds(deadline));
        return 'extended';
      } catch (error) {
        if (isGone(error)) return 'gone';
        throw error;
      }
    },
  };
}

interface Settlement {
  readonly job: ActivatedJob;
  readonly outcome: JobOutcome;
  /** By `performance.now()`. */
  readonly deadline: number;
}

async function settle(jobs: JobCalls, { job, outcome, deadline }: Settlement): Promise<'settled' | 'gone'> {
  const pauses = createBackoff(PAUSES);
  let answer = outcome;
  for (;;) {
    try {
      await send(jobs, { job, outcome: answer, deadline });
      return 'settled';
    } catch (error) {
      if (isGone(error)) return 'gone';
      const pauseMs = pauseUntil(deadline, { ownMs: pauses.next(), askedMs: askedPauseMs(error) });
      const nextAt = performance.now() + pauseMs;
      const mayTryAgain = isTransient(error) && nextAt < deadline;
      const isLastWord = isDoubtful(error) && nextAt >= deadline - LAST_WORD_MS && !isMinimal(outcome);
      if (answer === outcome && (!isTransient(error) || isLastWord)) answer = refusedOutcome(error);
      else if (mayTryAgain) await sleep(pauseMs);
      else throw error;
    }
  }
}

/** As long as the engine asks, if there is another attempt after that. */
const pauseUntil = (
  deadline: number,
  { ownMs, askedMs }: { readonly ownMs: number; readonly askedMs: number },
): number => (performance.now() + askedMs < deadline - LAST_WORD_MS ? Math.max(ownMs, askedMs) : ownMs);

const attemptBounds = (deadline: number): CallBounds => ({
  timeoutMs: Math.min(deadline - performance.now(), ATTEMPT_MS),
});

/** Whether the outcome cannot be made any smaller. */
const isMinimal = (outcome: JobOutcome): boolean => outcome.kind === 'fail' && outcome.variables === '{}';

function send(jobs: JobCalls, { job, outcome, deadline }: Settlement): Promise<void> {
  const common = { jobKey: job.key, ...leaseOf(job) };
  const bounds = attemptBounds(deadline);
  switch (outcome.kind) {
    case 'complete':
      return jobs.complete({ ...common, variables: outcome.variables }, bounds);
    case 'fail': {
      const { retries, errorMessage, retryBackoffMs: retryBackOff, variables } = outcome;
      return jobs.fail({ ...common, retries, errorMessage, retryBackOff, variables }, bounds);
    }
    case 'throwError': {
      const { errorCode, errorMessage, variables } = outcome;
      return jobs.throwError({ ...common, errorCode, errorMessage, variables }, bounds);
    }
  }
}

const leaseOf = ({ leaseToken }: ActivatedJob): LeasedCommand =>
  leaseToken === undefined ? {} : { jobLeaseToken: leaseToken };

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
