import { type ModdleElement, type Problem, readExtensions, readId } from '@jobwright/bpmn-model';
import type { JobDefinition } from './job-definition.ts';
import type { TaskEvent, TaskListeners } from './listeners.ts';
import { readListenerList } from './read-listeners.ts';

/** With the names of the first release that had them. */
const EVENTS: ReadonlyMap<string, TaskEvent> = new Map([
  ['creating', 'creating'],
  ['create', 'creating'],
  ['assigning', 'assigning'],
  ['assignment', 'assigning'],
  ['updating', 'updating'],
  ['update', 'updating'],
  ['completing', 'completing'],
  ['complete', 'completing'],
  ['canceling', 'canceling'],
  ['cancel', 'canceling'],
]);

/** The listeners of a user task; undefined when it has none. */
export function readTaskListeners(
  element: ModdleElement,
  isNative: boolean,
  problems: Problem[],
): TaskListeners | undefined {
  if (readExtensions(element, 'zeebe:TaskListeners').length === 0) return undefined;
  if (!isNative)
    problems.push({
      path: readId(element),
      message: "Task listeners need a 'zeebe:userTask' extension element",
    });
  const kind = {
    type: 'zeebe:TaskListeners',
    events: EVENTS,
    allowsDuplicates: true,
  };
  const listeners: Partial<Record<TaskEvent, JobDefinition[]>> = {};
  for (const { event, ...listener } of readListenerList(element, kind, problems))
    (listeners[event] ??= []).push(listener);
  return listeners;
}
