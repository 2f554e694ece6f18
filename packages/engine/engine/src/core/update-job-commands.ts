import type { Key } from './key.ts';
import type { LeasedCommand } from './leased-command.ts';

/** What all updates of a job name. */
export interface UpdateJobCommand extends LeasedCommand {
  readonly jobKey: Key;
}

/** Sets how many retries a job has left. */
export interface UpdateJobRetriesCommand extends UpdateJobCommand {
  readonly retries: number;
}

/** Moves the deadline of a job that a worker has. */
export interface UpdateJobTimeoutCommand extends UpdateJobCommand {
  /** From now on. */
  readonly timeoutMs: number;
}

/** Sets the priority with which a job is activated. */
export interface UpdateJobPriorityCommand extends UpdateJobCommand {
  /** An integer of 32 bits. */
  readonly priority: number;
}
