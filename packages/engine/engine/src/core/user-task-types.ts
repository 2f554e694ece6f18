import type { JsonObject } from '@jobwright/json';

import type { Key } from './key.ts';

/** Completes a user task of Camunda's. */
export interface CompleteUserTaskCommand {
  readonly userTaskKey: Key;
  readonly variables: JsonObject;
}

/** Gives a user task to somebody; an empty assignee gives it back. */
export interface AssignUserTaskCommand {
  readonly userTaskKey: Key;
  readonly assignee: string;
  /** Whether a task that has an assignee may be taken from it. Default true. */
  readonly allowOverride?: boolean;
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
}

/** A user task of Camunda's that waits for somebody. */
export interface UserTaskView {
  readonly key: Key;
  readonly elementId: string;
  readonly elementInstanceKey: Key;
  readonly processInstanceKey: Key;
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
}
