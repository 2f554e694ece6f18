import { createEngineCaller, deployFiles, type NamedFile } from '@jobwright/servers/operaton';
import { z } from 'zod';

export type Activity = z.output<typeof activities>[number];

const activities = z.array(
  z.object({
    activityId: z.string(),
    activityType: z.string(),
    canceled: z.boolean(),
    /** ISO 8601 with milliseconds, all in the zone of the server. */
    startTime: z.string(),
    endTime: z.string().nullable(),
  }),
);
const tasks = z.array(
  z.object({ id: z.string(), name: z.string().nullable(), taskDefinitionKey: z.string() }),
);
const subscriptions = z.array(
  z.object({
    id: z.string(),
    eventType: z.string(),
    eventName: z.string().nullable(),
    executionId: z.string().nullable(),
    activityId: z.string().nullable(),
  }),
);
const jobs = z.array(
  z.object({ id: z.string(), jobDefinitionId: z.string(), dueDate: z.string(), createTime: z.string() }),
);
const ids = z.array(z.object({ id: z.string() }));
const jobDefinitions = z.array(z.object({ id: z.string(), activityId: z.string() }));
const anything = z.unknown();

/** What the comparison asks of Operaton's REST API. Only one instance runs at a time. */
export interface OperatonClient {
  deploy(files: readonly NamedFile[]): Promise<void>;
  /** Gives the id of the instance. */
  start(processId: string, variables: Readonly<Record<string, number | boolean>>): Promise<string>;
  activities(): Promise<readonly Activity[]>;
  tasks(): Promise<z.output<typeof tasks>>;
  subscriptions(): Promise<z.output<typeof subscriptions>>;
  timers(): Promise<readonly (z.output<typeof jobs>[number] & { readonly activityId: string })[]>;
  isRunning(instanceId: string): Promise<boolean>;
  completeTask(taskId: string, variables: Readonly<Record<string, boolean>>): Promise<void>;
  throwError(taskId: string, errorCode: string): Promise<void>;
  deliverMessage(executionId: string, name: string): Promise<void>;
  broadcastSignal(name: string): Promise<void>;
  executeJob(jobId: string): Promise<void>;
  /** Deletes all instances and their history. */
  clear(): Promise<void>;
}

const typed = (variables: Readonly<Record<string, number | boolean>>) =>
  Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      { type: typeof value === 'number' ? 'Long' : 'Boolean', value },
    ]),
  );

export function createOperatonClient(url: string): OperatonClient {
  const call = createEngineCaller(url);
  const post = async (path: string, json: unknown): Promise<void> => {
    await call(anything, path, { method: 'POST', json });
  };
  const activityOfJobDefinition = new Map<string, string>();
  const findActivity = async (jobDefinitionId: string): Promise<string> => {
    if (!activityOfJobDefinition.has(jobDefinitionId))
      for (const { id, activityId } of await call(
        jobDefinitions,
        `/job-definition?jobDefinitionId=${jobDefinitionId}`,
      ))
        activityOfJobDefinition.set(id, activityId);
    return activityOfJobDefinition.get(jobDefinitionId) ?? '';
  };
  const listAll = (path: string) => call(ids, path);

  return {
    deploy: (files) => deployFiles(call, files),
    async start(processId, variables) {
      const json = { variables: typed(variables) };
      const path = `/process-definition/key/${processId}/start`;
      return (await call(z.object({ id: z.string() }), path, { method: 'POST', json })).id;
    },
    async activities() {
      const found = await call(activities, '/history/activity-instance?sortBy=occurrence&sortOrder=asc');
      // Occurrence is counted for each execution: it only orders activities of one millisecond.
      return [...found].sort((one, other) =>
        one.startTime < other.startTime ? -1 : one.startTime > other.startTime ? 1 : 0,
      );
    },
    tasks: () => call(tasks, '/task?sortBy=created&sortOrder=asc'),
    subscriptions: () => call(subscriptions, '/event-subscription'),
    async timers() {
      const found = await call(jobs, '/job?sortBy=jobDueDate&sortOrder=asc');
      return Promise.all(
        found.map(async (job) => ({ ...job, activityId: await findActivity(job.jobDefinitionId) })),
      );
    },
    isRunning: async (instanceId) =>
      (await listAll(`/process-instance?processInstanceIds=${instanceId}`)).length > 0,
    completeTask: (taskId, variables) => post(`/task/${taskId}/complete`, { variables: typed(variables) }),
    throwError: (taskId, errorCode) =>
      post(`/task/${taskId}/bpmnError`, { errorCode, errorMessage: 'thrown' }),
    deliverMessage: (executionId, name) =>
      post(`/execution/${executionId}/messageSubscriptions/${encodeURIComponent(name)}/trigger`, {}),
    broadcastSignal: (name) => post('/signal', { name }),
    executeJob: (jobId) => post(`/job/${jobId}/execute`, {}),
    async clear() {
      for (const { id } of await listAll('/process-instance?rootProcessInstances=true'))
        await call(anything, `/process-instance/${id}`, { method: 'DELETE' });
      for (const { id } of await listAll('/history/process-instance'))
        await call(anything, `/history/process-instance/${id}`, { method: 'DELETE' });
    },
  };
}
