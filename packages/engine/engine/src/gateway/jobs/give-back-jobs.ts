import type { EngineCore } from '../../core/commands.ts';
import { leaseOf } from '../lease-of.ts';
import type { JobMessage } from './job-messages.ts';

/**
 * Makes jobs available again that their client did not get, with all their retries. While the disk is full
 * nothing can be changed: they come back after their deadline then.
 */
export function giveBackJobs(core: Pick<EngineCore, 'failJob'>, jobs: Iterable<JobMessage>): void {
  for (const job of jobs) {
    try {
      giveBack(core, job);
    } catch {
      return;
    }
  }
}

function giveBack(core: Pick<EngineCore, 'failJob'>, { key, retries, ...lease }: JobMessage): void {
  core.failJob({
    jobKey: key,
    retries,
    errorMessage: 'The client closed its connection before it had the job',
    retryBackoffMs: 0,
    variables: {},
    ...leaseOf(lease),
  });
}
