import type { Logger } from '@jobwright/connector-sdk';
import type { JobOutcome } from '../job.ts';
import { logFailure } from '../observe/log-failure.ts';
import { boundOutcome } from './bound-outcome.ts';
import { type AnswerFacts, failOutcome } from './job-answer.ts';
import { readJobFailure } from './job-failure.ts';
import { maskOutcome } from './mask-outcome.ts';

/** The answer of a job. */
interface Answer {
  readonly kind: 'answer';
  readonly outcome: JobOutcome;
}

interface AnswerLog {
  readonly logger: Logger;
  /** Called with the answer; without one when it could not be made. */
  readonly report: (outcome: JobOutcome | undefined) => void;
}

/** Makes the answer of a job, hides its secrets and bounds it. One that cannot be made is a failure too. */
export async function answerWith(
  createOutcome: () => Promise<JobOutcome>,
  { job, mask, host, spared }: AnswerFacts,
  { report, logger }: AnswerLog,
): Promise<Answer> {
  let outcome: JobOutcome | undefined;
  try {
    outcome = boundOutcome(maskOutcome(await createOutcome(), mask));
    if (outcome.kind !== 'fail' || outcome.retries === 0) spared.forget(job);
    report(outcome);
    return { kind: 'answer', outcome };
  } catch (error) {
    report(undefined);
    return answerFinally(error, {
      job,
      mask,
      logger,
      message: 'The answer of the connector could not be mapped',
    });
  } finally {
    await host.documents.deleteUnused(outcome);
  }
}

interface FinalFacts extends Pick<AnswerFacts, 'job' | 'mask'> {
  readonly logger: Logger;
  readonly message: string;
}

/** An answer without the error expression, and without retries. */
export function answerFinally(thrown: unknown, { job, mask, logger, message }: FinalFacts): Answer {
  const failure = { ...readJobFailure(thrown, job, mask), retries: 0 };
  const facts = { headers: { retryBackoffMs: 0 }, maxRetryDelayMs: Number.POSITIVE_INFINITY };
  const outcome = boundOutcome(failOutcome(failure, facts));
  logFailure(logger, message, { thrown, outcome });
  return { kind: 'answer', outcome };
}
