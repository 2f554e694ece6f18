import type { JsonObject } from '@jobwright/json';
import type { Definition } from '../deployment-records.ts';
import type { Engine } from '../engine.ts';
import type { UserTaskRecord } from '../engine-state.ts';
import type { ElementPassage, HistoryRecord } from '../history-records.ts';
import type { Key } from '../key.ts';
import type { UserTaskView } from '../user-task-types.ts';
import { viewUserTask, withoutTransition } from '../view-user-task.ts';
import type { UserTaskPassage } from '../waiting-passages.ts';
import { findInstanceRecord } from './instance-record.ts';
import type { InstanceRecord } from './instance-types.ts';

export const USER_TASK_STATES = [
  'CREATING',
  'CREATED',
  'ASSIGNING',
  'UPDATING',
  'COMPLETING',
  'COMPLETED',
  'CANCELING',
  'CANCELED',
  'FAILED',
] as const;

/** A user task that waits or is remembered. What costs more than a look is a function. */
export interface UserTaskFound extends Omit<UserTaskView, 'transition'> {
  readonly state: (typeof USER_TASK_STATES)[number];
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Of a completed task. */
  readonly completedAt: number | null;
  readonly definitionKey: Key;
  /** Absent once the version has been deleted. */
  readonly definition: Definition | undefined;
  /** Of its element; null without. */
  name(): string | null;
  processInstance(): InstanceRecord | undefined;
  localVariables(): JsonObject;
}

const STATE_DURING = {
  creating: 'CREATING',
  assigning: 'ASSIGNING',
  updating: 'UPDATING',
  completing: 'COMPLETING',
  canceling: 'CANCELING',
} as const;

const stateOf = ({ transition }: UserTaskView): UserTaskFound['state'] =>
  transition ? STATE_DURING[transition] : 'CREATED';

function nameOf(engine: Engine, definitionKey: Key, elementId: string): string | null {
  return engine.executables.get(definitionKey)?.findNode(elementId)?.name ?? null;
}

function waitingTask(engine: Engine, task: UserTaskRecord): UserTaskFound | undefined {
  const view = viewUserTask(engine, task);
  const instance = engine.state.elementInstances.get(task.elementInstanceKey);
  if (!view || !instance) return undefined;
  const { definitionKey, elementId, processInstanceKey } = instance;
  return {
    ...withoutTransition(view),
    state: stateOf(view),
    createdAt: instance.enteredAt,
    completedAt: null,
    definitionKey,
    definition: engine.state.definitions.get(definitionKey),
    name: () => nameOf(engine, definitionKey, elementId),
    processInstance: () => findInstanceRecord(engine, processInstanceKey),
    localVariables: () => instance.variables,
  };
}

type FindPassage = (elementInstanceKey: Key) => ElementPassage | undefined;

/** Looks through a history once, when the first passage is asked for. */
function createPassageFinder({ elements = [] }: Pick<HistoryRecord, 'elements'>): FindPassage {
  let byKey: ReadonlyMap<Key, ElementPassage> | undefined;
  return (elementInstanceKey) => {
    byKey ??= new Map(elements.map((passage) => [passage.elementInstanceKey, passage]));
    return byKey.get(elementInstanceKey);
  };
}

function endedTask(
  engine: Engine,
  { endedAt, ...task }: UserTaskPassage,
  findPassage: FindPassage,
): UserTaskFound {
  const { definitionKey, elementId, elementInstanceKey, processInstanceKey } = task;
  return {
    ...task,
    completedAt: task.state === 'COMPLETED' ? endedAt : null,
    definition: engine.state.definitions.get(definitionKey),
    name: () => nameOf(engine, definitionKey, elementId),
    processInstance: () => findInstanceRecord(engine, processInstanceKey),
    localVariables: () =>
      engine.state.elementInstances.get(elementInstanceKey)?.variables ??
      findPassage(elementInstanceKey)?.variables ??
      {},
  };
}

/** User tasks that wait, and those remembered after their end. */
export function listUserTasks(engine: Engine): readonly UserTaskFound[] {
  const { userTasks, histories } = engine.state;
  const waiting = [...userTasks.values()].flatMap((task) => waitingTask(engine, task) ?? []);
  const ended = [...histories.values()].flatMap((history) => {
    const findPassage = createPassageFinder(history);
    return (history.userTasks ?? []).map((task) => endedTask(engine, task, findPassage));
  });
  return [...ended, ...waiting];
}

export function findUserTask(engine: Engine, key: Key): UserTaskFound | undefined {
  const waiting = engine.state.userTasks.get(key);
  if (waiting) return waitingTask(engine, waiting);
  for (const history of engine.state.histories.values()) {
    const task = history.userTasks?.find((one) => one.key === key);
    if (task) return endedTask(engine, task, createPassageFinder(history));
  }
  return undefined;
}
