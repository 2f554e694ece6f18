/** `StreamActivatedJobs`: the jobs that a worker wants to have pushed. */
export interface StreamActivatedJobsRequest {
  /** The job type. */
  readonly type: string;
  /** Name of the worker, shown as the holder of the job. */
  readonly worker: string;
  /** How long the job is kept for this worker, in milliseconds. */
  readonly timeout: number;
  /** Names of the variables to send. Empty: all. */
  readonly fetchVariable: readonly string[];
  /** Whose jobs are wanted; `<default>` where the cluster has no tenants. */
  readonly tenantIds: readonly string[];
  /**
   * From 8.10. Each job gets a token: only an answer with the token of the latest activation counts, and from
   * then on the job goes only to workers with leases. Older clusters ignore it. Default false.
   */
  readonly withLease?: boolean;
}

/** `ActivateJobs`: asks once for jobs. */
export interface ActivateJobsRequest extends StreamActivatedJobsRequest {
  /** At least 1. */
  readonly maxJobsToActivate: number;
  /** How long the gateway may wait for a job, in milliseconds. 0: its own default. Negative: not at all. */
  readonly requestTimeout: number;
}

/** A job that belongs to the worker until its deadline. Keys are decimal strings. */
export interface ActivatedJob {
  readonly key: string;
  readonly type: string;
  readonly processInstanceKey: string;
  readonly bpmnProcessId: string;
  readonly processDefinitionVersion: number;
  readonly processDefinitionKey: string;
  readonly elementId: string;
  readonly elementInstanceKey: string;
  /** The task headers, as JSON text. */
  readonly customHeaders: string;
  readonly worker: string;
  readonly retries: number;
  /** Milliseconds since the epoch, by the clock of the broker. */
  readonly deadline: string;
  /** The variables, as JSON text. */
  readonly variables: string;
  readonly tenantId: string;
  /** From 8.8. */
  readonly kind: JobKind;
  /** From 8.8. */
  readonly listenerEventType: ListenerEventType;
  /** From 8.8. */
  readonly tags: readonly string[];
  /** From 8.10. */
  readonly priority: number;
  /** Of its process instance; empty without one. From 8.10. */
  readonly businessId: string;
  /** Only of a job that was activated with a lease. From 8.10. */
  readonly jobLeaseToken?: string;
  /** From 8.10. */
  readonly physicalTenantId: string;
}

/** What proves that a command comes from the latest activation of a job. */
export interface LeasedCommand {
  /** The token of a job that was activated with a lease. */
  readonly jobLeaseToken?: string;
}

/** What a job stands for: a task, a listener, or an ad-hoc sub-process. */
export type JobKind = 'BPMN_ELEMENT' | 'EXECUTION_LISTENER' | 'TASK_LISTENER' | 'AD_HOC_SUB_PROCESS';

/** The event for which a listener runs. `UNSPECIFIED` for jobs that are not of a listener. */
export type ListenerEventType =
  | 'ASSIGNING'
  | 'BEFORE_ALL'
  | 'CANCEL'
  | 'CANCELING'
  | 'COMPLETING'
  | 'CREATING'
  | 'END'
  | 'START'
  | 'UNSPECIFIED'
  | 'UPDATING';

/** One message of the answer to `ActivateJobs`; there may be several, and none when there are no jobs. */
export interface ActivateJobsResponse {
  readonly jobs: readonly ActivatedJob[];
}

/** `CompleteJob`: the job is done. */
export interface CompleteJobRequest extends LeasedCommand {
  readonly jobKey: string;
  /** The result, as JSON text of an object. */
  readonly variables: string;
}

/** `FailJob`: the job failed, and is tried again or becomes an incident. */
export interface FailJobRequest extends LeasedCommand {
  readonly jobKey: string;
  /** How many are left after this failure. 0 creates an incident. */
  readonly retries: number;
  readonly errorMessage: string;
  /** How long until the job can be activated again, in milliseconds. */
  readonly retryBackOff: number;
  /** JSON text. */
  readonly variables: string;
}

/** `ThrowError`: throws a BPMN error in the process. */
export interface ThrowErrorRequest extends LeasedCommand {
  readonly jobKey: string;
  readonly errorCode: string;
  readonly errorMessage: string;
  /** JSON text. */
  readonly variables: string;
}

/** `UpdateJobTimeout`: moves the deadline of a job. */
export interface UpdateJobTimeoutRequest extends LeasedCommand {
  readonly jobKey: string;
  /** From now until the new deadline, in milliseconds. */
  readonly timeout: number;
}
