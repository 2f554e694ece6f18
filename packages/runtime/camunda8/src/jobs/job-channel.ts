import type { LeasedCommand } from '@jobwright/camunda8-protocol';
import type { ActivatedJob, JobChannel, JobOutcome } from '@jobwright/runtime';
import {
  askedPauseMs,
  attemptBounds,
  type CallBounds,
  isDoubtful,
  isGone,
  isTransient,
  settleWithRetries,
} from '@jobwright/runtime/cluster';
import type { JobCalls } from '../gateway/job-calls.ts';

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
      const send = (answer: JobOutcome, bounds: CallBounds): Promise<void> =>
        sendAnswer(jobs, { job, outcome: answer, bounds });
      return settleWithRetries(
        { send, isGone, isTransient, isDoubtful, askedPauseMs },
        { outcome, deadline },
      );
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

interface SentAnswer {
  readonly job: ActivatedJob;
  readonly outcome: JobOutcome;
  readonly bounds: CallBounds;
}

function sendAnswer(jobs: JobCalls, { job, outcome, bounds }: SentAnswer): Promise<void> {
  const common = { jobKey: job.key, ...leaseOf(job) };
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
