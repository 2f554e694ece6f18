import type { JsonObject } from '@jobwright/json';
import type { JobKind, ListenerEventType } from './job-kinds.ts';
import type { Key } from './key.ts';

/** How an instance ended; a cancelled one has no variables to give. */
export type InstanceEnd =
  { readonly state: 'COMPLETED'; readonly variables: JsonObject } | { readonly state: 'TERMINATED' };

/** Why an element instance stopped. */
export interface Incident {
  readonly key: Key;
  /**
   * As the broker names it, e.g. `JOB_NO_RETRIES`, `UNHANDLED_ERROR_EVENT`, `IO_MAPPING_ERROR`,
   * `CONDITION_ERROR`, `EXTRACT_VALUE_ERROR`.
   */
  readonly type: string;
  readonly message: string;
  readonly processInstanceKey: Key;
  readonly bpmnProcessId: string;
  readonly elementId: string;
  readonly elementInstanceKey: Key;
  readonly jobKey?: Key;
}

/** The state of a process instance, running or ended. */
export interface InstanceView {
  readonly processInstanceKey: Key;
  readonly bpmnProcessId: string;
  readonly state: 'ACTIVE' | 'COMPLETED' | 'TERMINATED';
  readonly variables: JsonObject;
  readonly incidents: readonly Incident[];
  /** Ids of the elements with an active instance; empty once it has ended. */
  readonly activeElements: readonly string[];
  /** Of an instance that a call activity started. */
  readonly parentProcessInstanceKey?: Key;
  readonly businessId?: string;
  readonly tags?: readonly string[];
}

/** A job of a running process instance. */
export interface JobView {
  readonly key: Key;
  readonly type: string;
  readonly elementId: string;
  readonly processInstanceKey: Key;
  /** `ACTIVATABLE` waits for a worker, `ACTIVATED` is held by one, `FAILED` backs off or has an incident. */
  readonly state: 'ACTIVATABLE' | 'ACTIVATED' | 'FAILED' | 'ERROR_THROWN';
  readonly retries: number;
  /** Absent: the job of a task or event. */
  readonly kind?: JobKind;
  /** Of a listener's job. */
  readonly listenerEventType?: ListenerEventType;
}
