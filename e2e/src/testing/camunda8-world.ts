import { camunda8 } from '@jobwright/camunda8';
import type { JsonObject } from '@jobwright/json';
import { expect, vi } from 'vitest';
import type { TaskModel, TaskProcess, TaskWorld } from '../scenarios/task-world.ts';
import { oneTaskProcess } from './one-task-process.ts';
import { connectTarget, type Target } from './target.ts';

let count = 0;

/** The engine of these tests, for the scenarios that run on each engine. */
export async function connectCamunda8World(): Promise<TaskWorld & { readonly target: Target }> {
  const target = await connectTarget();
  return {
    target,
    address: target.jobsAddress,
    uncaughtError: 'incident',
    cluster: ({ address, lockMs } = {}) =>
      camunda8({
        settings: { ...target.configuration, ...(address !== undefined && target.jobsFrom(address)) },
        ...(lockMs !== undefined && { activationTimeoutMs: lockMs, deadlineExtensionMs: lockMs }),
      }),
    deploy: (model) => deployProcess(target, model),
    countIncidents: () => target.countIncidents(),
    close: () => target.close(),
  };
}

async function deployProcess({ client }: Target, model: TaskModel = {}): Promise<TaskProcess> {
  count += 1;
  const id = `outcome-${count}-${process.pid}`;
  const jobType = `test:${id}`;
  const file = oneTaskProcess({ id, jobType, inputs: { value: '=value' }, ...model });
  await client.deployResource({ process: Buffer.from(file), name: `${id}.bpmn` });
  const request = (variables: JsonObject) => ({ bpmnProcessId: id, variables: variables as never });
  return {
    jobType,
    async start(variables = {}) {
      return (await client.createProcessInstance(request(variables))).processInstanceKey;
    },
    async result(variables = {}) {
      const ended = client.createProcessInstanceWithResult({ ...request(variables), requestTimeout: 40_000 });
      return (await ended).variables as unknown as JsonObject;
    },
    cancel: async (instanceId) => void (await client.cancelProcessInstance(instanceId)),
    takeJob: (lockMs) =>
      vi.waitFor(async () => {
        const jobs = await client.activateJobs({
          type: jobType,
          worker: 'dead',
          timeout: lockMs,
          maxJobsToActivate: 1,
          requestTimeout: 1_000,
        });
        expect(jobs).toHaveLength(1);
        return jobs[0]!.key;
      }),
  };
}
