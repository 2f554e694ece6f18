import {
  createCamundaClient,
  DecisionDefinitionId,
  ProcessDefinitionId,
  type ProcessInstanceKey,
} from '@camunda8/orchestration-cluster-api';
import type { EmbeddedEngine } from '@jobwright/engine';
import { MODEL_FILES } from './paths.ts';
import { poll } from './poll.ts';

const KIND = 'cluster-api';
const AT_ONCE = { consistency: { waitUpToMs: 0 } } as const;
const PROCESS = ProcessDefinitionId.assumeExists('order');

type Client = ReturnType<typeof createCamundaClient>;

const connect = ({ restAddress }: EmbeddedEngine): Client =>
  createCamundaClient({
    env: {},
    config: {
      CAMUNDA_REST_ADDRESS: `${restAddress}/v2`,
      CAMUNDA_AUTH_STRATEGY: 'NONE',
      CAMUNDA_SDK_VALIDATION: 'req:strict,res:strict',
      CAMUNDA_SDK_LOG_LEVEL: 'silent',
      CAMUNDA_SDK_HTTP_RETRY_MAX_ATTEMPTS: 1,
    },
  });

async function start(client: Client, amount: number): Promise<ProcessInstanceKey> {
  const variables = { kind: KIND, amount, orderId: `${KIND}-${amount}` };
  const created = await client.createProcessInstance({ processDefinitionId: PROCESS, variables });
  return created.processInstanceKey;
}

async function review(client: Client, amount: number, processInstanceKey: ProcessInstanceKey) {
  await client.publishMessage({ name: 'paid', correlationKey: `${KIND}-${amount}`, timeToLive: 60_000 });
  const filter = { processInstanceKey, state: 'CREATED' } as const;
  const { items } = await poll(
    () => client.searchUserTasks({ filter }, AT_ONCE),
    (found) => found.items.length === 1,
  );
  const [task] = items;
  if (!task) throw new Error('There is no user task');
  const { userTaskKey } = task;
  await client.assignUserTask({ userTaskKey, assignee: 'ann' });
  await client.completeUserTask({ userTaskKey, variables: { approved: true } });
  const { name, state, assignee } = await client.getUserTask({ userTaskKey }, AT_ONCE);
  return [name, state, assignee];
}

/**
 * Deploys, starts, works, searches, fails and resolves with the client of the REST API, which refuses what
 * the OpenAPI does not say.
 */
export async function runClusterApiClient(engine: EmbeddedEngine): Promise<unknown> {
  const client = connect(engine);
  let isRefused = true;
  const { brokers, partitionsCount } = await client.getTopology();
  const deployed = await client.deployResourcesFromFiles(MODEL_FILES);
  const decision = await client.evaluateDecision({
    decisionDefinitionId: DecisionDefinitionId.assumeExists('grade'),
    variables: { amount: 500 },
  });
  const worker = client.createJobWorker({
    jobType: `${KIND}-charge`,
    maxParallelJobs: 4,
    jobTimeoutMs: 30_000,
    jobHandler: ({ variables, ...job }) => {
      if (variables.amount === 13) return job.error({ errorCode: 'REFUSED', errorMessage: 'refused' });
      if (variables.amount === 7 && isRefused) return job.fail({ errorMessage: 'not yet', retries: 0 });
      return job.complete({ charged: variables.amount });
    },
  });
  const started = { 5: await start(client, 5), 7: await start(client, 7), 13: await start(client, 13) };
  const filter = { processInstanceKey: started[7] };
  const { items } = await poll(
    () => client.searchIncidents({ filter }, AT_ONCE),
    (found) => found.items.length === 1,
  );
  const [incident] = items;
  if (!incident?.jobKey) throw new Error('There is no incident');
  isRefused = false;
  await client.updateJob({ jobKey: incident.jobKey, changeset: { retries: 2 } });
  await client.resolveIncident({ incidentKey: incident.incidentKey });
  const tasks = {
    'task 5': await review(client, 5, started[5]),
    'task 7': await review(client, 7, started[7]),
  };
  await poll(
    () =>
      client.searchProcessInstances({ filter: { processDefinitionId: PROCESS, state: 'ACTIVE' } }, AT_ONCE),
    (found) =>
      !found.items.some(({ processInstanceKey }) => Object.values(started).includes(processInstanceKey)),
  );
  const variables = await client.searchVariables({ filter: { ...filter, name: 'charged' } }, AT_ONCE);
  const jobs = await client.searchJobs({ filter }, AT_ONCE);
  worker.stop();
  return {
    topology: [brokers.length, partitionsCount],
    deployed: [deployed.processes.length, deployed.decisions.length, deployed.forms.length],
    decision: decision.output,
    started,
    incident: [incident.errorType, incident.state, incident.errorMessage],
    ...tasks,
    variables: variables.items.map(({ name, value }) => [name, value]),
    jobs: jobs.items.map(({ state, type }) => [state, type]),
  };
}
