import type { JsonObject } from '@jobwright/json';

import type { GlobalListener } from './global-listener-types.ts';
import type { TaskEvent } from '../model/listeners.ts';

/** What can be changed of a user task. */
export interface TaskChanges {
  readonly assignee?: string;
  readonly candidateGroups?: readonly string[];
  readonly candidateUsers?: readonly string[];
  readonly dueDate?: string;
  readonly followUpDate?: string;
  readonly priority?: number;
}

/** A change of a user task that its listeners see first; nothing of it counts before they have all run. */
export interface TaskTransition {
  readonly event: TaskEvent;
  /** As the command called it. */
  readonly action: string;
  /** Those that there were when it began. */
  readonly globalListeners?: readonly GlobalListener[];
  /** The listener that runs. */
  next: number;
  changes: TaskChanges;
  /** The assignee that the model gives to a task that is being created. */
  readonly modelAssignee?: string;
  /** Of a completion, or of an update of variables. */
  readonly variables?: JsonObject;
  /** Whether the variables of an update are set in the very scope of the task. */
  readonly isLocal?: boolean;
}
