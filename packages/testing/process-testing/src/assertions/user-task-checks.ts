import { readTime } from '../context/read-duration.ts';
import type { UserTaskTarget } from '../context/process-instance.ts';
import type { UserTaskInfo } from '../views/infos.ts';
import { viewUserTasks } from '../views/views.ts';
import { describeUserTask } from '../commands/user-task-commands.ts';
import { type Check, createCheckOf, showList, showValue } from './check.ts';
import { describeInstance, reportInstances } from './describe-instance.ts';

function report({ context, find }: Pick<UserTaskTarget, 'context' | 'find'>): string {
  const key = find()?.processInstanceKey;
  const info = key === undefined ? undefined : context.core.instance(key);
  if (info) return describeInstance(context, info);
  const tasks = viewUserTasks(context).map((task) => `\n  ${describeUserTask(task)}`);
  return [
    reportInstances(context),
    tasks.length === 0 ? 'There is no user task.' : `User tasks:${tasks.join('')}`,
  ].join('\n');
}

const check = createCheckOf<UserTaskInfo>({ absent: 'there is none', report });

const checkState = (target: UserTaskTarget, state: string): Check =>
  check(target, `to be ${state.toLowerCase()}`, {
    holds: (task) => task.state === state,
    actual: (task) => `it is ${task.state.toLowerCase()}`,
  });

function checkField<Value>(
  target: UserTaskTarget,
  noun: string,
  {
    expected,
    read,
    equals = Object.is,
  }: {
    readonly expected: Value;
    readonly read: (task: UserTaskInfo) => Value | undefined;
    readonly equals?: (expected: Value, actual: Value) => boolean;
  },
): Check {
  return check(target, `to have the ${noun} ${showValue(expected)}`, {
    holds(task) {
      const actual = read(task);
      return actual !== undefined && equals(expected, actual);
    },
    actual: (task) => `it is ${showValue(read(task))}`,
  });
}

type Time = Date | string | number;

/** Both texts are the same point in time. */
function checkTime(
  target: UserTaskTarget,
  noun: string,
  { expected, read }: { readonly expected: Time; readonly read: (task: UserTaskInfo) => Time | undefined },
): Check {
  const text = (time: Time | undefined): string =>
    time === undefined || time === '' ? 'none' : new Date(readTime(time)).toISOString();
  return checkField(target, noun, { expected: text(expected), read: (task) => text(read(task)) });
}

const checkMembers = (
  target: UserTaskTarget,
  noun: string,
  {
    expected,
    read,
  }: {
    readonly expected: readonly string[];
    readonly read: (task: UserTaskInfo) => readonly string[];
  },
): Check =>
  check(target, `to have the ${noun} ${showList(expected)}`, {
    holds: (task) => expected.every((name) => read(task).includes(name)),
    actual: (task) => `it has ${showList(read(task))}`,
  });

/** What can be asserted of a user task. */
export const userTaskChecks = {
  /** It is open. */
  isCreated: (target: UserTaskTarget): Check => checkState(target, 'CREATED'),
  isCompleted: (target: UserTaskTarget): Check => checkState(target, 'COMPLETED'),
  isCanceled: (target: UserTaskTarget): Check => checkState(target, 'CANCELED'),
  isFailed: (target: UserTaskTarget): Check => checkState(target, 'FAILED'),
  /** Empty: nobody. */
  hasAssignee: (target: UserTaskTarget, assignee: string): Check =>
    checkField(target, 'assignee', { expected: assignee, read: (task) => task.assignee }),
  hasPriority: (target: UserTaskTarget, priority: number): Check =>
    checkField(target, 'priority', { expected: priority, read: (task) => task.priority }),
  hasElementId: (target: UserTaskTarget, elementId: string): Check =>
    checkField(target, 'element id', { expected: elementId, read: (task) => task.elementId }),
  hasName: (target: UserTaskTarget, name: string): Check =>
    checkField(target, 'name', { expected: name, read: (task) => task.name }),
  hasProcessInstanceKey: (target: UserTaskTarget, key: string): Check =>
    checkField(target, 'process instance key', { expected: key, read: (task) => task.processInstanceKey }),
  hasFormKey: (target: UserTaskTarget, formKey: string): Check =>
    checkField(target, 'form key', { expected: formKey, read: (task) => task.formKey }),
  hasDueDate: (target: UserTaskTarget, dueDate: Time): Check =>
    checkTime(target, 'due date', { expected: dueDate, read: (task) => task.dueDate }),
  hasFollowUpDate: (target: UserTaskTarget, followUpDate: Time): Check =>
    checkTime(target, 'follow-up date', { expected: followUpDate, read: (task) => task.followUpDate }),
  hasCreationDate: (target: UserTaskTarget, creationDate: Time): Check =>
    checkTime(target, 'creation date', { expected: creationDate, read: (task) => task.createdAt }),
  hasCompletionDate: (target: UserTaskTarget, completionDate: Time): Check =>
    checkTime(target, 'completion date', { expected: completionDate, read: (task) => task.endedAt }),
  hasCandidateGroup: (target: UserTaskTarget, group: string): Check =>
    checkMembers(target, 'candidate group', { expected: [group], read: (task) => task.candidateGroups }),
  /** It has all of these, and may have others. */
  hasCandidateGroups: (target: UserTaskTarget, ...groups: string[]): Check =>
    checkMembers(target, 'candidate groups', { expected: groups, read: (task) => task.candidateGroups }),
  hasCandidateUser: (target: UserTaskTarget, user: string): Check =>
    checkMembers(target, 'candidate user', { expected: [user], read: (task) => task.candidateUsers }),
  /** It has all of these, and may have others. */
  hasCandidateUsers: (target: UserTaskTarget, ...users: string[]): Check =>
    checkMembers(target, 'candidate users', { expected: users, read: (task) => task.candidateUsers }),
} as const;
