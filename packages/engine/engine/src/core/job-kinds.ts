/** Jobs that are more than a task or event. */
export type JobKind = 'EXECUTION_LISTENER' | 'TASK_LISTENER' | 'AD_HOC_SUB_PROCESS';

/** What a listener's job listens to. */
export type ListenerEventType =
  | 'START'
  | 'END'
  | 'BEFORE_ALL'
  | 'CANCEL'
  | 'CREATING'
  | 'ASSIGNING'
  | 'UPDATING'
  | 'COMPLETING'
  | 'CANCELING';

/** The incident of a job without retries. */
export function noRetriesType(kind: JobKind | undefined): string {
  return kind === undefined ? 'JOB_NO_RETRIES' : `${kind}_NO_RETRIES`;
}
