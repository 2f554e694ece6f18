import { Camunda8 } from '@camunda8/sdk';
import { startEngine } from '@jobwright/engine';
import { expect, onTestFinished, test } from 'vitest';
import { processOf } from '../testing/processes.ts';
import { attachCluster } from '../cluster/attach-cluster.ts';
import type { GatewayJob } from './gateway-job.ts';

const request = {
  type: 'acme:post:1',
  worker: 'w',
  timeout: 60_000,
  tenantIds: ['<default>'],
  fetchVariable: [],
};

async function openWorld() {
  const engine = await startEngine();
  const camunda8 = new Camunda8({
    ZEEBE_GRPC_ADDRESS: engine.grpcAddress,
    ZEEBE_REST_ADDRESS: engine.restAddress,
    CAMUNDA_AUTH_STRATEGY: 'NONE',
    CAMUNDA_LOG_LEVEL: 'none',
    zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE', ZEEBE_GRPC_CLIENT_RETRY: false },
  });
  onTestFinished(async () => {
    await camunda8.closeAllClients();
    await engine.close();
  });
  const client = camunda8.getZeebeGrpcApiClient();
  const process = Buffer.from(processOf('posts', [{ type: 'acme:post:1' }]));
  await client.deployResource({ process, name: 'posts.bpmn' });
  const cluster = await attachCluster(client, undefined);
  const poll = (signal: AbortSignal, jobs: GatewayJob[] = [], requestTimeout = 15_000) =>
    cluster.jobs
      .activate(
        { ...request, maxJobsToActivate: 1, requestTimeout },
        { timeoutMs: 20_000, signal, onJob: (job) => void jobs.push(job) },
      )
      .then(() => jobs);
  return { client, cluster, poll };
}

test('polls and streams that are given up while they are opened take no job from others', async () => {
  const { client, cluster, poll } = await openWorld();
  const polls = Array.from({ length: 20 }, () => {
    const stop = new AbortController();
    const ended = poll(stop.signal);
    stop.abort();
    return ended;
  });
  const streams = Array.from({ length: 20 }, async () => {
    const stream = await cluster.jobs.stream!(request, { onJob: () => undefined, onEnd: () => undefined });
    await stream.cancel();
  });
  expect((await Promise.all([...polls, ...streams])).flat().filter(Boolean)).toEqual([]);
  // What was sent on the connection before has arrived when this is answered.
  await client.topology();
  await client.createProcessInstance({ bpmnProcessId: 'posts', variables: {} });
  expect(await poll(new AbortController().signal)).toHaveLength(1);
});
