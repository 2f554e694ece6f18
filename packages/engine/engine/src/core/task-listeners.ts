import { stringifyJson } from '@jobwright/json';

import { noteTaskChange } from './audit/note-task-change.ts';
import { noteVariables } from './conditions.ts';
import { createJob, evaluateJob } from './create-job.ts';
import { type Engine, getNode } from './engine.ts';
import type { ElementInstance, UserTaskRecord } from './engine-state.ts';
import { listTaskListeners, pinGlobalListeners } from './global-listeners.ts';
import { raiseIncident } from './incidents.ts';
import type { ListenerEventType } from './job-kinds.ts';
import { reject, succeed } from './result.ts';
import { cancelTransition, endTransition } from './settle-transition.ts';
import type { TaskChanges, TaskTransition } from './task-transition.ts';
import { mergeVariables, setLocalVariables } from './variables.ts';
import type { UserTaskProperties } from './user-task-types.ts';
import { endUserTask } from './end-user-task.ts';

/** A user task with its element instance. */
export interface FoundTask {
  readonly task: UserTaskRecord;
  readonly instance: ElementInstance;
}

const EVENT_TYPES: Readonly<Record<TaskTransition['event'], ListenerEventType>> = {
  creating: 'CREATING',
  assigning: 'ASSIGNING',
  updating: 'UPDATING',
  completing: 'COMPLETING',
  canceling: 'CANCELING',
};

type Attribute = keyof TaskChanges;
const ATTRIBUTES: readonly Attribute[] = [
  'assignee',
  'candidateGroups',
  'candidateUsers',
  'dueDate',
  'followUpDate',
  'priority',
];

function listChanged(task: UserTaskRecord, { changes, variables, event }: TaskTransition): readonly string[] {
  const changed = ATTRIBUTES.filter((name) => {
    const value = changes[name];
    return value !== undefined && String(value) !== String(task[name]);
  });
  return event === 'updating' && variables ? [...changed, 'variables'] : changed;
}

/** What the worker of a task listener sees of the task: as it will be when the transition is over. */
export function describeTask(task: UserTaskRecord): UserTaskProperties | undefined {
  const { transition } = task;
  if (!transition) return undefined;
  const { assignee, candidateGroups, candidateUsers, dueDate, followUpDate, priority } = {
    ...task,
    ...(transition.modelAssignee !== undefined && { assignee: transition.modelAssignee }),
    ...transition.changes,
  };
  return {
    action: transition.action,
    assignee,
    candidateGroups,
    candidateUsers,
    changedAttributes: listChanged(task, transition),
    dueDate,
    followUpDate,
    formKey: task.formKey,
    priority,
    userTaskKey: task.key,
  };
}

function writeHeaders(task: UserTaskRecord): Readonly<Record<string, string>> {
  const described = describeTask(task);
  const entries = Object.entries(described ?? {}).flatMap(([name, value]: [string, unknown]) => {
    if (Array.isArray(value))
      return value.length === 0
        ? []
        : [[name, stringifyJson(value.filter((item) => typeof item === 'string'))]];
    return value === '' ? [] : [[name, String(value)]];
  });
  const headers = entries.map(([name = '', text = '']) => [`io.camunda.zeebe:${name}`, text] as const);
  return { ...task.headers, ...Object.fromEntries(headers) };
}

function startTaskListener(
  engine: Engine,
  { task, instance }: FoundTask,
  transition: TaskTransition,
): boolean {
  const node = getNode(engine, instance);
  const listener = listTaskListeners(node, transition)[transition.next];
  if (!listener) return false;
  const properties = evaluateJob(engine, instance, listener);
  if (properties.ok)
    createJob(engine, instance, {
      ...properties.value,
      headers: writeHeaders(task),
      kind: 'TASK_LISTENER',
      listenerEventType: EVENT_TYPES[transition.event],
    });
  else raiseIncident(engine, instance, { ...properties.failure, step: 'listen' });
  return true;
}

function finish(engine: Engine, found: FoundTask, transition: TaskTransition): void {
  const { task, instance } = found;
  delete task.transition;
  Object.assign(task, transition.changes);
  noteTaskChange(engine, found, transition);
  const { variables } = transition;
  switch (transition.event) {
    case 'creating':
      if (transition.modelAssignee !== undefined && transition.modelAssignee !== '')
        return beginTransition(engine, found, {
          event: 'assigning',
          action: '',
          changes: { assignee: transition.modelAssignee },
        });
      break;
    case 'updating':
      if (variables && transition.isLocal === true) setLocalVariables(instance, variables);
      else if (variables) mergeVariables(engine, instance, variables);
      noteVariables(engine, instance);
      break;
    case 'completing':
      endUserTask(engine, task, 'COMPLETED');
      delete instance.userTaskKey;
      instance.result = variables ?? {};
      engine.work.push({ kind: 'complete', key: instance.key });
      break;
    case 'canceling':
      engine.work.push({ kind: 'cancel', key: instance.key });
      break;
    case 'assigning':
      break;
  }
  endTransition(engine, task.key, succeed(undefined));
}

/** Changes a user task, after its listeners. */
export function beginTransition(
  engine: Engine,
  found: FoundTask,
  change: Omit<TaskTransition, 'next' | 'globalListeners'>,
): void {
  const globalListeners = pinGlobalListeners(engine.state, change.event);
  const transition: TaskTransition = { ...change, ...globalListeners, next: 0 };
  found.task.transition = transition;
  if (!startTaskListener(engine, found, transition)) finish(engine, found, transition);
}

/** A user task ends before its time: its listeners are told, and cannot deny it. */
export function cancelTask(engine: Engine, found: FoundTask): void {
  const { task } = found;
  if (task.transition) {
    delete task.transition;
    cancelTransition(engine, task.key);
  }
  beginTransition(engine, found, { event: 'canceling', action: '', changes: {} });
}

/** Starts the listeners of a transition again, after an incident. */
export function restartTransition(engine: Engine, instance: ElementInstance): void {
  const found = findTaskOf(engine, instance);
  if (!found?.task.transition) return;
  found.task.transition.next = 0;
  startTaskListener(engine, found, found.task.transition);
}

/** The user task of an element instance. */
export function findTaskOf({ state }: Engine, instance: ElementInstance): FoundTask | undefined {
  const task = instance.userTaskKey === undefined ? undefined : state.userTasks.get(instance.userTaskKey);
  return task && { task, instance };
}

/** After a listener: its corrections count for those after it, and in the end for the task. */
export function continueTransition(engine: Engine, found: FoundTask, corrections: TaskChanges): void {
  const { transition } = found.task;
  if (!transition) return;
  transition.changes = { ...transition.changes, ...corrections };
  transition.next += 1;
  if (!startTaskListener(engine, found, transition)) finish(engine, found, transition);
}

/** A listener has refused the transition: the task stays as it was. */
export function denyTransition(engine: Engine, { task }: FoundTask, reason: string): void {
  const event = task.transition?.event ?? 'updating';
  delete task.transition;
  const why = reason === '' ? '' : ` Reason to deny: '${reason}'`;
  const message = `Command '${event}' of user task '${task.key}' was denied by a task listener.${why}`;
  endTransition(engine, task.key, reject('INVALID_STATE', event.toUpperCase(), message));
}
