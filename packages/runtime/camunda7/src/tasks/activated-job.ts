import { toErrorMessage } from '@jobwright/concurrency';
import type { ActivatedJob } from '@jobwright/runtime';
import type { ExternalTask } from '../engine/external-task.ts';
import type { VariableCodec } from './variable-codec.ts';

/** What is needed beside a task to make a job of it. */
export interface JobFacts {
  readonly jobType: string;
  /** By `performance.now()`. */
  readonly deadline: number;
  /** Of a task that has not failed yet and does not say how many it has. */
  readonly defaultRetries: number;
  readonly codec: VariableCodec;
}

/** That of Camunda 8 for jobs without a tenant: secrets and logs have the same name for it. */
const NO_TENANT = '<default>';
/** The extension property with the attempts that a task has. */
const RETRIES = 'retries';
const COUNT = /^\d{1,9}$/;

/** The job that a locked task is for the runtime. */
export function activatedJob(
  task: ExternalTask,
  { jobType, deadline, defaultRetries, codec }: JobFacts,
): ActivatedJob {
  const { businessKey, priority, tenantId = NO_TENANT, extensionProperties: headers } = task;
  return {
    key: task.id,
    type: jobType,
    processInstanceKey: task.processInstanceId,
    bpmnProcessId: task.processDefinitionKey,
    processDefinitionKey: task.processDefinitionId,
    processDefinitionVersion: readVersion(task.processDefinitionId),
    elementId: task.activityId,
    elementInstanceKey: task.activityInstanceId,
    headers,
    retries: task.retries ?? readRetries(headers) ?? defaultRetries,
    deadline,
    tenantId,
    leaseToken: task.workerId,
    ...readVariables(task, codec),
    ...(priority !== 0 && { priority }),
    ...(businessKey !== undefined && { businessId: businessKey }),
  };
}

function readVariables(
  task: ExternalTask,
  codec: VariableCodec,
): Pick<ActivatedJob, 'variables' | 'problem'> {
  try {
    return { variables: codec.readVariables(task) };
  } catch (error) {
    return { variables: '{}', problem: `Its variables cannot be read: ${toErrorMessage(error)}` };
  }
}

function readRetries({ [RETRIES]: text = '' }: ActivatedJob['headers']): number | undefined {
  return COUNT.test(text) ? Math.max(Number(text), 1) : undefined;
}

/** The id of a deployed process is `key:version:id`, or only the last part where that would be too long. */
function readVersion(processDefinitionId: string): number {
  const version = /:(\d+):[^:]*$/.exec(processDefinitionId)?.[1];
  return version === undefined ? 0 : Number(version);
}
