import type { ActivatedJob, JobHost, JobOutcome } from '@jobwright/runtime';
import type { CallBounds } from '@jobwright/runtime/cluster';
import type { ExternalTask } from '../engine/external-task.ts';
import type { AnswerVariables } from './external-task-calls.ts';

/** A job, and the external task that it was made of. */
export interface JobOfTask {
  readonly job: ActivatedJob;
  readonly task: ExternalTask;
}

/** Between the typed variables of the engine and the JSON text of jobs and their answers. */
export interface VariableCodec {
  /** The JSON text of all variables that a task sees. Throws when one cannot be read. */
  readVariables(task: ExternalTask): string;
  /**
   * The variables where that takes time, called once when the job starts to run. Default: those that were
   * read before.
   */
  completeVariables?(facts: JobOfTask, host: JobHost): Promise<string>;
  /**
   * The typed variables of an answer, by where they go. Sends what the answer itself cannot hold. Throws a
   * ClusterCallError.
   */
  writeVariables(outcome: JobOutcome, facts: JobOfTask, bounds: CallBounds): Promise<AnswerVariables>;
}
