import type { JsonObject } from '@jobwright/json';

import type { Key } from './key.ts';
import type { LeasedCommand } from './leased-command.ts';
import type { TaskChanges } from './task-transition.ts';

/** An element that an ad-hoc sub-process is to activate, with variables of its own. */
export interface ElementActivation {
  readonly elementId: string;
  readonly variables: JsonObject;
}

/** What the worker of an ad-hoc sub-process decided. */
export interface AdHocJobResult {
  readonly type: 'adHocSubProcess';
  readonly activateElements: readonly ElementActivation[];
  /** The sub-process completes when nothing is left in it. */
  readonly isCompletionConditionFulfilled: boolean;
  /** What still runs in it is ended first. */
  readonly isCancelRemainingInstances: boolean;
}

/** What a listener of a user task decided. */
export interface TaskListenerResult {
  readonly type: 'userTask';
  /** Whether the task is not to change. Only what is assigning, updating or completing can be denied. */
  readonly denied: boolean;
  readonly deniedReason: string;
  /** Changes of the task; what is left out stays. */
  readonly corrections: TaskChanges;
}

/** What the completion of a job says besides variables. */
export type JobResult = AdHocJobResult | TaskListenerResult;

/** Completes a job. */
export interface CompleteJobCommand extends LeasedCommand {
  readonly jobKey: Key;
  /** Default: none. */
  readonly variables?: JsonObject;
  /** Is assigned to the process instance, which must not have one. */
  readonly businessId?: string;
  /** For jobs that are more than a task. */
  readonly result?: JobResult;
}

/** Activates elements of an ad-hoc sub-process that runs. */
export interface ActivateAdHocCommand {
  readonly adHocSubProcessInstanceKey: Key;
  readonly elements: readonly ElementActivation[];
  /** Whether what still runs in it is ended first. Default false. */
  readonly cancelRemainingInstances?: boolean;
}
