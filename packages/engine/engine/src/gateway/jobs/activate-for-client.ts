import { toErrorMessage } from '@jobwright/concurrency';
import type { ActivatedJob, ActivateJobsCommand, EngineCore, Result } from '../../core/commands.ts';
import { fitsInMessage, type JobMessage, toJobMessage } from './job-messages.ts';

/** The commands that giving jobs to clients needs. */
export type JobsCore = Pick<EngineCore, 'activateJobs' | 'failJob'>;

/** Activates jobs that fit into a message; a job too large for any message becomes an incident. */
export function activateForClient(core: JobsCore, command: ActivateJobsCommand): Result<JobMessage[]> {
  for (;;) {
    const activated = core.activateJobs(command);
    if (!activated.ok) return activated;
    const jobs = activated.value;
    const messages = jobs
      .map((job) => messageOrIncident(core, job))
      .filter((message) => message !== undefined);
    if (messages.length > 0 || jobs.length === 0) return { ok: true, value: messages };
  }
}

/** A job that cannot be sent stops alone: the others of its batch are delivered. */
function messageOrIncident(core: JobsCore, job: ActivatedJob): JobMessage | undefined {
  try {
    const message = toJobMessage(job);
    if (fitsInMessage(message)) return message;
    failJob(core, job, 'with its variables it is larger than a message may be (4 MB)');
  } catch (error) {
    failJob(core, job, `its variables cannot be written as JSON (${toErrorMessage(error)})`);
  }
  return undefined;
}

function failJob(core: JobsCore, { key, jobLeaseToken }: ActivatedJob, reason: string): void {
  core.failJob({
    jobKey: key,
    retries: 0,
    errorMessage: `The job with key '${key}' can not be activated, because ${reason}. Fetch fewer variables, or keep large data in documents.`,
    retryBackoffMs: 0,
    variables: {},
    ...(jobLeaseToken !== undefined && { jobLeaseToken }),
  });
}
