import type { JsonObject } from '@jobwright/json';

import type { TaskEvent } from '../model/listeners.ts';
import type { Key } from './key.ts';

/** Completes a user task of Camunda's. */
export interface CompleteUserTaskCommand {
  readonly userTaskKey: Key;
  /** Default: none. */
  readonly variables?: JsonObject;
  /** What its listeners are told. Default `complete`. */
  readonly action?: string;
}

/** Gives a user task to somebody; an empty assignee gives it back. */
export interface AssignUserTaskCommand {
  readonly userTaskKey: Key;
  readonly assignee: string;
  /** Whether a task that has an assignee may be taken from it. Default true. */
  readonly allowOverride?: boolean;
  /** What its listeners are told. Default `assign`, or `claim` without override. */
  readonly action?: string;
}

/** Changes of a user task; what is left out stays. */
export interface UpdateUserTaskCommand {
  readonly userTaskKey: Key;
  readonly candidateGroups?: readonly string[];
  readonly candidateUsers?: readonly string[];
  /** ISO 8601 with an offset; empty for none. */
  readonly dueDate?: string;
  /** ISO 8601 with an offset; empty for none. */
  readonly followUpDate?: string;
  /** From 0 to 100. */
  readonly priority?: number;
  /** What its listeners are told. Default `update`. */
  readonly action?: string;
}

/** A user task as its listeners see it: as it will be when they have all run. */
export interface UserTaskProperties {
  readonly action: string;
  /** Empty: nobody. */
  readonly assignee: string;
  readonly candidateGroups: readonly string[];
  readonly candidateUsers: readonly string[];
  readonly changedAttributes: readonly string[];
  readonly dueDate: string;
  readonly followUpDate: string;
  /** Empty: none. */
  readonly formKey: string;
  readonly priority: number;
  readonly userTaskKey: Key;
}

/** A user task of Camunda's that waits for somebody. */
export interface UserTaskView {
  readonly key: Key;
  readonly elementId: string;
  readonly elementInstanceKey: Key;
  readonly processInstanceKey: Key;
  /** Of its process instance, when the task was created. */
  readonly businessId?: string;
  /** Empty: nobody. */
  readonly assignee: string;
  readonly candidateGroups: readonly string[];
  readonly candidateUsers: readonly string[];
  /** ISO 8601 with an offset; empty for none. */
  readonly dueDate: string;
  /** ISO 8601 with an offset; empty for none. */
  readonly followUpDate: string;
  /** From 0 to 100; default 50. */
  readonly priority: number;
  /** Of a deployed form; empty without one. */
  readonly formKey: string;
  /** Names a form kept elsewhere. */
  readonly externalFormReference?: string;
  readonly customHeaders: Readonly<Record<string, string>>;
  /** While its listeners run. */
  readonly transition?: TaskEvent;
}
