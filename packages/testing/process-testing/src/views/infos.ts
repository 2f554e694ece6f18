import type { ElementPassage, IncidentPassage, JobKind, JobView, UserTaskView } from '@jobwright/engine/core';
import type { JsonObject, JsonValue } from '@jobwright/json';

/** A process instance, as selectors and assertions see it. */
export interface ProcessInstanceInfo {
  readonly processInstanceKey: string;
  readonly bpmnProcessId: string;
  readonly state: 'ACTIVE' | 'COMPLETED' | 'TERMINATED';
  readonly variables: JsonObject;
  readonly parentProcessInstanceKey?: string;
  readonly businessId?: string;
  readonly tags?: readonly string[];
}

/** One passage through an element, as selectors and assertions see it. */
export interface ElementInfo extends ElementPassage {
  /** Absent: the element has no name. */
  readonly name?: string;
}

/** A job that waits or runs, as selectors see it. */
export interface JobInfo extends Omit<JobView, 'kind'> {
  readonly bpmnProcessId: string;
  /** `BPMN_ELEMENT` is the job of a task or event. */
  readonly kind: JobKind | 'BPMN_ELEMENT';
}

/** A user task, open or done, as selectors and assertions see it. */
export interface UserTaskInfo extends Omit<UserTaskView, 'transition'> {
  /** Of the element; absent: it has none. */
  readonly name?: string;
  readonly bpmnProcessId: string;
  /**
   * `CREATED` when it is open; while its listeners run `CREATING`, `ASSIGNING`, `UPDATING`, `COMPLETING` or
   * `CANCELING`.
   */
  readonly state: string;
  /** Milliseconds since 1970, by the engine's clock. */
  readonly createdAt: number;
  /** Milliseconds since 1970; absent while it is open. */
  readonly endedAt?: number;
}

/** An incident, active or resolved, as selectors and assertions see it. */
export interface IncidentInfo extends Pick<IncidentPassage, 'incidentKey' | 'elementId'> {
  /** As the broker names it, e.g. `JOB_NO_RETRIES`. */
  readonly errorType: string;
  readonly errorMessage: string;
  readonly processInstanceKey: string;
  readonly bpmnProcessId: string;
  readonly state: 'ACTIVE' | 'RESOLVED';
}

/** One decision that was evaluated, also one that another required. */
export interface DecisionInfo {
  readonly evaluationKey: string;
  readonly decisionId: string;
  readonly decisionName: string;
  readonly state: 'EVALUATED' | 'FAILED';
  /** Why it failed. */
  readonly failureMessage?: string;
  readonly output: JsonValue;
  readonly inputs: readonly { readonly inputName: string; readonly value: JsonValue }[];
  /** Numbers of the matched rules of a decision table, from 1. */
  readonly matchedRules: readonly number[];
  /** Absent: it was evaluated by itself. */
  readonly processInstanceKey?: string;
  readonly elementId?: string;
}

/** A variable of a process instance or of an element. */
export interface VariableInfo {
  readonly name: string;
  readonly value: JsonValue;
}
