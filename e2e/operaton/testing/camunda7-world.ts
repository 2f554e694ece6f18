import { camunda7 } from '@jobwright/camunda7';
import {
  createEngineCaller,
  deployFiles,
  type EngineCall,
  type EngineOptions,
  type InstanceToStart,
  readInstanceValues,
  readInstanceVariables,
  runInstance,
  startInstance,
  type TypedVariable,
  typeVariables,
} from '@jobwright/servers/operaton';
import { expect, vi } from 'vitest';
import { z } from 'zod';
import type { TaskModel, TaskProcess, TaskWorld } from '../../src/scenarios/task-world.ts';
import { type ExternalTaskModel, externalTaskModel } from './external-task-model.ts';

export interface Camunda7World extends TaskWorld {
  readonly url: string;
  readonly call: EngineCall;
  deploy(model?: TaskModel): Promise<Camunda7Process>;
  /** Deploys a model without the input that `deploy` adds. */
  deployModel(model: DeployedModel): Promise<Camunda7Process>;
}

export interface DeployedModel extends Omit<ExternalTaskModel, 'id' | 'topic'> {
  /** Default: one of its own. */
  readonly topic?: string;
  readonly tenantId?: string;
}

type Start = Omit<InstanceToStart, 'processId'>;

export interface Camunda7Process extends TaskProcess {
  readonly id: string;
  startTyped(start: Start): Promise<string>;
  /** Runs an instance to its end and gives its variables with their types. */
  typedResult(start: Start): Promise<Readonly<Record<string, TypedVariable>>>;
}

const counted = z.object({ count: z.number() });
const tasks = z.array(z.object({ id: z.string() }));
let lastId = 0;

/** An engine, for the scenarios that run on each engine. `user`: who deploys and starts. */
export function connectCamunda7World(url: string, user?: EngineOptions['user']): Camunda7World {
  const call = createEngineCaller(url, user);
  const { host, pathname } = new URL(url);
  return {
    url,
    call,
    address: host,
    uncaughtError: 'end',
    cluster: ({ address, lockMs } = {}) =>
      camunda7({
        url: address === undefined ? url : `http://${address}${pathname}`,
        ...(lockMs !== undefined && { lockDurationMs: lockMs }),
      }),
    deploy: (model) => deployModel(call, { inputs: { value: '=value' }, ...model }),
    deployModel: (model) => deployModel(call, model),
    countIncidents: async () => (await call(counted, '/history/incident/count')).count,
    close: () => Promise.resolve(),
  };
}

async function deployModel(
  call: EngineCall,
  { tenantId, ...model }: DeployedModel,
): Promise<Camunda7Process> {
  const id = `task-${process.pid}-${++lastId}`;
  const { topic = `test:${id}` } = model;
  const content = externalTaskModel({ ...model, id, topic });
  await deployFiles(call, [{ name: `${id}.bpmn`, content }], tenantId === undefined ? {} : { tenantId });
  const ofProcess = (start: Start): InstanceToStart => ({
    processId: id,
    ...(tenantId !== undefined && { tenantId }),
    ...start,
  });
  const startTyped = (start: Start) => startInstance(call, ofProcess(start));
  return {
    id,
    jobType: topic,
    startTyped,
    typedResult: async (start) => readInstanceVariables(call, await runInstance(call, ofProcess(start))),
    start: (variables = {}) => startTyped({ variables: typeVariables(variables) }),
    async result(variables = {}) {
      const start = ofProcess({ variables: typeVariables(variables) });
      return readInstanceValues(call, await runInstance(call, start));
    },
    cancel: (instanceId) => call(z.undefined(), `/process-instance/${instanceId}`, { method: 'DELETE' }),
    takeJob: (lockMs) => takeTask(call, topic, lockMs),
  };
}

function takeTask(call: EngineCall, topicName: string, lockDuration: number): Promise<string> {
  const json = { workerId: 'dead', maxTasks: 1, topics: [{ topicName, lockDuration }] };
  return vi.waitFor(async () => {
    const [task] = await call(tasks, '/external-task/fetchAndLock', { method: 'POST', json });
    expect(task).toBeDefined();
    return task?.id ?? '';
  });
}
