import type { JsonObject } from '@jobwright/json';
import type { JobKind, ListenerEventType } from './job-kinds.ts';
import type { Key } from './key.ts';
import type { LeasedCommand } from './leased-command.ts';
import type { UserTaskProperties } from './user-task-types.ts';

/** Asks for available jobs of one type. */
export interface ActivateJobsCommand {
  readonly type: string;
  /** Only jobs of these tenants; without it those of all. */
  readonly tenantIds?: readonly string[];
  /** Default: empty. */
  readonly worker?: string;
  /** How long they are the worker's. Default 300,000. */
  readonly timeoutMs?: number;
  /** Default 32. */
  readonly maxJobs?: number;
  /** Empty: all variables. Default: empty. */
  readonly fetchVariables?: readonly string[];
  /**
   * Only these jobs, in this order, each if it is still available; without it any, by priority and then
   * oldest first.
   */
  readonly jobKeys?: readonly Key[];
  /**
   * Each job gets a token, without which it cannot be settled, and goes only to workers with leases from then
   * on. Default false: jobs that have been leased are not among them.
   */
  readonly withLease?: boolean;
}

/** A job as its worker gets it. */
export interface ActivatedJob {
  readonly key: Key;
  readonly type: string;
  readonly processInstanceKey: Key;
  readonly bpmnProcessId: string;
  readonly processDefinitionVersion: number;
  readonly processDefinitionKey: Key;
  readonly elementId: string;
  readonly elementInstanceKey: Key;
  readonly customHeaders: Readonly<Record<string, string>>;
  readonly worker: string;
  readonly retries: number;
  /** Milliseconds since the epoch, by the engine's clock. */
  readonly deadline: number;
  readonly variables: JsonObject;
  readonly tenantId: string;
  readonly physicalTenantId: string;
  /** Absent: 0. */
  readonly priority?: number;
  /** Of a job that was activated with a lease. */
  readonly jobLeaseToken?: string;
  /** Absent: the job of a task or event. */
  readonly kind?: JobKind;
  /** Of a listener's job. */
  readonly listenerEventType?: ListenerEventType;
  /** Of a task listener's job. */
  readonly userTask?: UserTaskProperties;
  /** Of its process instance. */
  readonly tags?: readonly string[];
  /** Of its process instance, when the job was created. */
  readonly businessId?: string;
}

/** Reports that a job failed; without retries left that is an incident. */
export interface FailJobCommand extends LeasedCommand {
  readonly jobKey: Key;
  readonly retries: number;
  /** Default: empty. */
  readonly errorMessage?: string;
  /** Default 0. */
  readonly retryBackoffMs?: number;
  /** Default: none. */
  readonly variables?: JsonObject;
}

/** Throws a BPMN error for a job. */
export interface ThrowErrorCommand extends LeasedCommand {
  readonly jobKey: Key;
  readonly errorCode: string;
  /** Default: empty. */
  readonly errorMessage?: string;
  /** Default: none. */
  readonly variables?: JsonObject;
}
