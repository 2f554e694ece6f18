import type { Logger } from '@jobwright/connector-sdk';
import type { JobOutcome } from '../job.ts';
import { describeThrown } from './describe-thrown.ts';

/** What is known about a failed try. */
interface FailedTry {
  /** What was thrown. Default: nothing; the error expression made the answer. */
  readonly thrown?: unknown;
  /** The answer of the try. `undefined`: there is none, another worker gets the job. */
  readonly outcome: JobOutcome | undefined;
}

/**
 * Logs a failed try, with what happens next: an incident is an error, a try that comes again a warning, and
 * what the process goes on with (a BPMN error, a failure that the model ignores) is for information.
 */
export function logFailure(logger: Logger, message: string, { thrown, outcome }: FailedTry): void {
  const { error, request } = describeThrown(thrown);
  const fields = { ...(thrown !== undefined && { error }), ...request };
  switch (outcome?.kind) {
    case undefined:
      return logger.warn(fields, message);
    case 'fail': {
      const { retries: retriesLeft, retryBackoffMs: retryAfterMs, errorMessage: reason } = outcome;
      const incident = retriesLeft === 0;
      const next = { retriesLeft, incident, ...(!incident && { retryAfterMs }) };
      const why = thrown === undefined ? { reason } : {};
      return logger[incident ? 'error' : 'warn']({ ...fields, ...why, ...next }, message);
    }
    case 'throwError':
      return logger.info({ ...fields, bpmnError: outcome.errorCode }, message);
    case 'complete':
      return logger.info({ ...fields, ignored: true }, message);
  }
}
