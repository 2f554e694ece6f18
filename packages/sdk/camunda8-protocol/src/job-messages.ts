/** What jobs a worker asks for. */
export interface StreamActivatedJobsRequest {
  readonly type: string;
  /** Shown as the holder of the job. */
  readonly worker: string;
  /** How long the job is this worker's, in milliseconds. */
  readonly timeout: number;
  /** Empty: all variables. */
  readonly fetchVariable: readonly string[];
  readonly tenantIds: readonly string[];
}

export interface ActivateJobsRequest extends StreamActivatedJobsRequest {
  readonly maxJobsToActivate: number;
  /** How long the gateway may wait for a job, in milliseconds; 0: its default; below 0: not at all. */
  readonly requestTimeout: number;
}

/** A job that is the worker's until its deadline. Keys are decimal strings. */
export interface ActivatedJob {
  readonly key: string;
  readonly type: string;
  readonly processInstanceKey: string;
  readonly bpmnProcessId: string;
  readonly processDefinitionVersion: number;
  readonly processDefinitionKey: string;
  readonly elementId: string;
  readonly elementInstanceKey: string;
  /** JSON text. */
  readonly customHeaders: string;
  readonly worker: string;
  readonly retries: number;
  /** Milliseconds since the epoch, by the clock of the broker. */
  readonly deadline: string;
  /** JSON text. */
  readonly variables: string;
  readonly tenantId: string;
  /** From 8.8. */
  readonly kind: JobKind;
  /** From 8.8. */
  readonly listenerEventType: ListenerEventType;
  /** From 8.8. */
  readonly tags: readonly string[];
}

export type JobKind = 'BPMN_ELEMENT' | 'EXECUTION_LISTENER' | 'TASK_LISTENER' | 'AD_HOC_SUB_PROCESS';

export type ListenerEventType =
  'ASSIGNING' | 'CANCELING' | 'COMPLETING' | 'CREATING' | 'END' | 'START' | 'UNSPECIFIED' | 'UPDATING';

export interface ActivateJobsResponse {
  readonly jobs: readonly ActivatedJob[];
}

export interface CompleteJobRequest {
  readonly jobKey: string;
  /** JSON text. */
  readonly variables: string;
}

export interface FailJobRequest {
  readonly jobKey: string;
  /** Left after this failure; 0 makes an incident. */
  readonly retries: number;
  readonly errorMessage: string;
  /** Until the next try, in milliseconds. */
  readonly retryBackOff: number;
  /** JSON text. */
  readonly variables: string;
}

export interface ThrowErrorRequest {
  readonly jobKey: string;
  readonly errorCode: string;
  readonly errorMessage: string;
  /** JSON text. */
  readonly variables: string;
}

export interface UpdateJobTimeoutRequest {
  readonly jobKey: string;
  /** From now on, in milliseconds. */
  readonly timeout: number;
}
