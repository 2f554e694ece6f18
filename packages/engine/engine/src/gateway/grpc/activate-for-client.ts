import type { ActivateJobsCommand, EngineCore } from '../../core/commands.ts';
import { fitsInMessage, type JobMessage, toJobMessage } from './job-messages.ts';
import { acceptedOrThrow } from './status-error.ts';

/** Activates jobs that fit into a message; a job too large for any message becomes an incident. */
export function activateForClient(core: EngineCore, command: ActivateJobsCommand): JobMessage[] {
  for (;;) {
    const activated = acceptedOrThrow(core.activateJobs(command)).map(toJobMessage);
    const messages = activated.filter(fitsInMessage);
    if (messages.length < activated.length) {
      for (const message of activated) if (!fitsInMessage(message)) failAsTooLarge(core, message);
    }
    if (messages.length > 0 || activated.length === 0) return messages;
  }
}

function failAsTooLarge(core: EngineCore, { key }: JobMessage): void {
  core.failJob({
    jobKey: key,
    retries: 0,
    errorMessage: `The job with key '${key}' can not be activated, because with its variables it is larger than a message may be (4 MB). Fetch fewer variables, or keep large data in documents.`,
    retryBackoffMs: 0,
    variables: {},
  });
}
