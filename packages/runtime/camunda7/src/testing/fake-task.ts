import type { EngineVariables } from '../engine/engine-variable.ts';

/** A task of the fake engine, with the state that the engine keeps of it. */
export interface FakeTask {
  readonly id: string;
  readonly topicName: string;
  readonly tenantId: string | null;
  readonly processDefinitionKey: string;
  readonly priority: number;
  readonly businessKey: string | null;
  readonly extensionProperties: Readonly<Record<string, string>>;
  variables: EngineVariables;
  workerId: string | null;
  lockedUntil: number;
  retries: number | null;
}

/** What a test says of a task. */
export type FakeTaskFacts = Partial<
  Omit<FakeTask, 'workerId' | 'lockedUntil' | 'topicName' | 'variables'>
> & {
  /** Typed, or plain values, which become texts and whole numbers. */
  readonly variables?: Readonly<Record<string, string | number>>;
};

let lastId = 0;

export function createFakeTask(topicName: string, { variables = {}, ...facts }: FakeTaskFacts): FakeTask {
  lastId += 1;
  return {
    id: `task-${lastId}`,
    topicName,
    tenantId: null,
    processDefinitionKey: 'order',
    priority: 0,
    businessKey: null,
    extensionProperties: {},
    retries: null,
    ...facts,
    workerId: null,
    lockedUntil: 0,
    variables: Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [
        name,
        { type: typeof value === 'number' ? 'Integer' : 'String', value, valueInfo: {} },
      ]),
    ),
  };
}

/** The task as the REST API writes it. */
export const wireTask = ({ lockedUntil: _lockedUntil, id, ...task }: FakeTask): object => ({
  ...task,
  id,
  processInstanceId: `instance-of-${id}`,
  processDefinitionId: `${task.processDefinitionKey}:3:definition`,
  activityId: 'call',
  activityInstanceId: `call:${id}`,
  executionId: `execution-of-${id}`,
});
