import { Camunda8 } from '@camunda8/sdk';
import type { EmbeddedEngine } from '@jobwright/engine';
import { MODEL_FILES } from './paths.ts';
import { poll } from './poll.ts';

const KIND = 'sdk';

const connect = ({ grpcAddress, restAddress }: EmbeddedEngine): Camunda8 =>
  new Camunda8({
    ZEEBE_GRPC_ADDRESS: grpcAddress,
    ZEEBE_REST_ADDRESS: restAddress,
    CAMUNDA_AUTH_STRATEGY: 'NONE',
    CAMUNDA_LOG_LEVEL: 'none',
    zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE', ZEEBE_GRPC_CLIENT_RETRY: false },
  });

type RestClient = ReturnType<Camunda8['getCamundaRestClient']>;

async function start(client: RestClient, amount: number): Promise<string> {
  const variables = { kind: KIND, amount, orderId: `${KIND}-${amount}` };
  const created = await client.createProcessInstance({ processDefinitionId: 'order', variables });
  return created.processInstanceKey;
}

async function review(client: RestClient, amount: number, processInstanceKey: string) {
  await client.publishMessage({
    name: 'paid',
    correlationKey: `${KIND}-${amount}`,
    timeToLive: 60_000,
    variables: {},
  });
  const { items } = await poll(
    () => client.searchUserTasks({ filter: { processInstanceKey, state: 'CREATED' } }),
    (found) => found.items.length === 1,
  );
  const userTaskKey = items[0]?.userTaskKey ?? '';
  await client.assignUserTask({ userTaskKey, assignee: 'ann' });
  await client.completeUserTask({ userTaskKey, variables: { approved: true } });
  const { name, state, assignee } = await client.getUserTask(userTaskKey);
  return [name, state, assignee];
}

/**
 * Deploys, starts, works, searches, fails and resolves with the REST client of the SDK; a worker of its gRPC
 * client takes part.
 */
export async function runSdkClient(engine: EmbeddedEngine): Promise<unknown> {
  const camunda8 = connect(engine);
  const client = camunda8.getCamundaRestClient();
  let isRefused = true;
  const { brokers, partitionsCount } = await client.getTopology();
  const deployed = await client.deployResourcesFromFiles(MODEL_FILES);
  const decision = await client.evaluateDecision({
    decisionDefinitionId: 'grade',
    variables: { amount: 500 },
  });
  const worker = client.createJobWorker({
    type: `${KIND}-charge`,
    worker: 'e2e',
    maxJobsToActivate: 4,
    timeout: 30_000,
    jobHandler: (job) => {
      const { amount } = job.variables as { readonly amount: number };
      if (amount === 13) return job.error({ errorCode: 'REFUSED', errorMessage: 'refused', variables: {} });
      if (amount === 7 && isRefused) return job.fail({ errorMessage: 'not yet', retries: 0 });
      return job.complete({ charged: amount });
    },
  });
  const started = { 5: await start(client, 5), 7: await start(client, 7), 13: await start(client, 13) };
  const filter = { processInstanceKey: started[7] };
  const { items } = await poll(
    () => client.searchIncidents({ filter }),
    (found) => found.items.length === 1,
  );
  const [incident] = items;
  if (!incident) throw new Error('There is no incident');
  isRefused = false;
  await client.updateJob({ jobKey: incident.jobKey, retries: 2 });
  await client.resolveIncident(incident.incidentKey);
  const tasks = {
    'task 5': await review(client, 5, started[5]),
    'task 7': await review(client, 7, started[7]),
  };
  const variables = await client.searchVariables({ filter: { ...filter, name: 'charged' } });
  await worker.stop();
  await camunda8.closeAllClients();
  return {
    topology: [brokers.length, partitionsCount],
    deployed: [deployed.processes.length, deployed.decisions.length, deployed.forms.length],
    decision: decision.output,
    started,
    incident: [incident.errorType, incident.state, incident.errorMessage],
    ...tasks,
    variables: variables.items.map(({ name, value }) => [name, value]),
  };
}
