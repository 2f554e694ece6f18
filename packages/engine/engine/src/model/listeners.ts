import type { JobDefinition } from './job-definition.ts';

/**
 * When an execution listener runs; `beforeAll` belongs to multi-instance activities, `cancel` to processes.
 */
export type ExecutionEvent = 'start' | 'end' | 'beforeAll' | 'cancel';

/** What happens to a user task. */
export type TaskEvent = 'creating' | 'assigning' | 'updating' | 'completing' | 'canceling';

/** The listeners of a user task, in the order in which they run. */
export type TaskListeners = Readonly<Partial<Record<TaskEvent, readonly JobDefinition[]>>>;

/** The execution listeners of an element, in the order in which they run. */
export type ExecutionListeners = Readonly<Partial<Record<ExecutionEvent, readonly JobDefinition[]>>>;
