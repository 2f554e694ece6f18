import type { Logger } from '@jobwright/connector-sdk';
import type { Execution } from '../execute-job.ts';
import type { ActivatedJob, JobChannel, JobOutcome } from '../job.ts';
import type { JobLease } from '../lease/job-lease.ts';
import { completeWith } from '../observe/complete-with.ts';
import { jobLogFields } from '../observe/job-log-fields.ts';
import type { JobEnd, JobObservation } from '../observe/job-observer.ts';
import { endOf, handedBack } from './job-end.ts';
import { createUnsentAnswers } from './unsent-answers.ts';

/** How long an answer may take at least, and at shutdown at most. */
export const LAST_ANSWER_MS = 5_000;

export interface Settlement {
  readonly execution: Execution;
  readonly lease: JobLease;
  readonly observation: Required<JobObservation>;
}

/** Gives the engine the answers of jobs, and keeps those that could not be given. */
export interface JobSettler {
  /** The answer that an earlier delivery of the job could not give. */
  findUnsent(job: ActivatedJob, observation: JobObservation): JobOutcome | undefined;
  /** @throws what the channel throws when the engine could not be reached in time */
  settle(job: ActivatedJob, channel: JobChannel, settlement: Settlement): Promise<JobEnd>;
}

export function createJobSettler(logger: Logger): JobSettler {
  const unsent = createUnsentAnswers();
  return {
    findUnsent(job, { logFields }) {
      const outcome = unsent.take(job.key);
      if (outcome === undefined) return undefined;
      logger.warn(
        jobLogFields(job, logFields),
        'Job came again because its answer did not arrive: it is answered again, and not run',
      );
      return outcome;
    },
    async settle(job, channel, { execution, lease, observation }) {
      if (execution.kind === 'abandoned') return { outcome: 'gone' };
      const outcome =
        execution.kind === 'handBack'
          ? handedBack(job, execution.reason)
          : completeWith(execution.outcome, observation);
      const soon = performance.now() + LAST_ANSWER_MS;
      const until = lease.signal.aborted ? soon : Math.max(lease.deadline, soon);
      const answer = await channel.settle(job, outcome, until).catch((error: unknown) => {
        if (execution.kind === 'answer') unsent.keep(job.key, outcome);
        throw error;
      });
      if (answer === 'settled') {
        return execution.kind === 'handBack' ? { outcome: 'handedBack' } : endOf(outcome);
      }
      logger.warn(
        jobLogFields(job, observation.logFields),
        'Job is gone: the engine no longer waits for this answer',
      );
      return { outcome: 'gone' };
    },
  };
}
