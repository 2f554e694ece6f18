import { toErrorMessage } from '@jobwright/concurrency';
import type { ActivatedJob, ActivateJobsCommand, EngineCore } from '../../core/commands.ts';
import { fitsInMessage, type JobMessage, toJobMessage } from './job-messages.ts';
import { acceptedOrThrow } from './status-error.ts';

/** Activates jobs that fit into a message; a job too large for any message becomes an incident. */
export function activateForClient(core: EngineCore, command: ActivateJobsCommand): JobMessage[] {
  for (;;) {
    const activated = acceptedOrThrow(core.activateJobs(command));
    const messages = activated
      .map((job) => messageOrIncident(core, job))
      .filter((message) => message !== undefined);
    if (messages.length > 0 || activated.length === 0) return messages;
  }
}

/** A job that cannot be sent stops alone: the others of its batch are delivered. */
function messageOrIncident(core: EngineCore, job: ActivatedJob): JobMessage | undefined {
  try {
    const message = toJobMessage(job);
    if (fitsInMessage(message)) return message;
    failJob(core, job, 'with its variables it is larger than a message may be (4 MB)');
  } catch (error) {
    failJob(core, job, `its variables cannot be written as JSON (${toErrorMessage(error)})`);
  }
  return undefined;
}

function failJob(core: EngineCore, { key }: ActivatedJob, reason: string): void {
  core.failJob({
    jobKey: key,
    retries: 0,
    errorMessage: `The job with key '${key}' can not be activated, because ${reason}. Fetch fewer variables, or keep large data in documents.`,
    retryBackoffMs: 0,
    variables: {},
  });
}
