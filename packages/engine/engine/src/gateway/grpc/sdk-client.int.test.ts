import { status } from '@grpc/grpc-js';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';
import { connectSdk, type SdkGrpcClient } from '../../testing/connect-sdk.ts';
import { emptyModel, messageModel, workModel } from '../../testing/gateway-models.ts';

/** Everything here goes through Camunda's own client, as its users have it. */
let engine: EmbeddedEngine;
let client: SdkGrpcClient;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  client = connectSdk(engine).getZeebeGrpcApiClient();
  await client.topology();
});
afterEach(async () => {
  await client.close();
});

let count = 0;
async function deploy(model: (id: string) => string): Promise<string> {
  const id = `process-${(count += 1)}`;
  await client.deployResource({ process: Buffer.from(model(id)), name: `${id}.bpmn` });
  return id;
}

const create = (bpmnProcessId: string, variables = {}) =>
  client.createProcessInstance({ bpmnProcessId, variables });

async function activate(id: string, maxJobsToActivate = 1) {
  const request = {
    type: `${id}-work`,
    worker: 'test',
    timeout: 60_000,
    maxJobsToActivate,
    requestTimeout: 5_000,
  };
  return client.activateJobs(request);
}

async function createAndActivate(variables = {}) {
  const id = await deploy(workModel);
  const instance = await create(id, variables);
  const [job] = await activate(id);
  return { id, instance, job: job! };
}

const stateOf = (key: string) => engine.core.instance(key)?.state;

test('topology shows one healthy broker', async () => {
  const topology = await client.topology();
  expect(topology).toMatchObject({ clusterSize: 1, partitionsCount: 1, gatewayVersion: '8.10.0' });
  expect(topology.brokers[0]?.partitions).toEqual([{ partitionId: 1, role: 'LEADER', health: 'HEALTHY' }]);
});

test('deploys, creates, works and completes', async () => {
  const { instance, job } = await createAndActivate({ order: { id: 7, big: '9007199254740993' } });
  expect(job).toMatchObject({
    elementId: 'work',
    retries: 3,
    customHeaders: { operation: 'go' },
    tenantId: '<default>',
  });
  expect(job.variables).toEqual({ order: { id: 7, big: '9007199254740993' } });
  await client.completeJob({ jobKey: job.key, variables: { shipped: true } });
  expect(stateOf(instance.processInstanceKey)).toBe('COMPLETED');
  await expect(client.completeJob({ jobKey: job.key, variables: {} })).rejects.toMatchObject({
    code: status.NOT_FOUND,
    details: expect.stringContaining(
      `Command 'COMPLETE' rejected with code 'NOT_FOUND': Expected to complete job with key '${job.key}', but no such job was found`,
    ),
  });
});

test('a worker does jobs as they come', async () => {
  const id = await deploy(workModel);
  const worker = client.createWorker({
    taskType: `${id}-work`,
    pollInterval: 10,
    taskHandler: (job) => job.complete({ doubled: Number(job.variables.number) * 2 }),
  });
  try {
    const results = await Promise.all(
      [1, 2, 3].map((number) =>
        client.createProcessInstanceWithResult({
          bpmnProcessId: id,
          variables: { number },
          requestTimeout: 10_000,
        }),
      ),
    );
    expect(results.map(({ variables }) => variables)).toEqual([
      { number: 1, doubled: 2 },
      { number: 2, doubled: 4 },
      { number: 3, doubled: 6 },
    ]);
  } finally {
    await worker.close();
  }
});

test('a worker of a stream does jobs from before and after it was opened', async () => {
  const id = await deploy(workModel);
  const before = await create(id, { number: 1 });
  const workers = connectSdk(engine).getZeebeGrpcApiClient();
  const stream = await workers.streamJobs({
    type: `${id}-work`,
    worker: 'test',
    timeout: 60_000,
    tenantIds: [],
    taskHandler: (job) => job.complete({ done: true }),
  });
  const after = await client.createProcessInstanceWithResult({
    bpmnProcessId: id,
    variables: {},
    requestTimeout: 10_000,
  });
  expect(after.variables).toEqual({ done: true });
  await expect.poll(() => stateOf(before.processInstanceKey)).toBe('COMPLETED');
  stream.close();
  await workers.close();
});

test('a worker throws a BPMN error and the process catches it', async () => {
  const id = await deploy(workModel);
  const worker = client.createWorker({
    taskType: `${id}-work`,
    pollInterval: 10,
    taskHandler: (job) =>
      job.error({ errorCode: 'E1', errorMessage: 'no', variables: { reason: 'sold out' } }),
  });
  try {
    const request = { bpmnProcessId: id, variables: {}, requestTimeout: 10_000 };
    const { variables } = await client.createProcessInstanceWithResult(request);
    expect(variables).toEqual({ caught: 'sold out' });
  } finally {
    await worker.close();
  }
});

test('a job that failed for good is an incident; repaired, it goes on', async () => {
  const { id, instance, job } = await createAndActivate();
  await client.failJob({ jobKey: job.key, retries: 0, errorMessage: 'broken', retryBackOff: 0 });
  const [incident] = engine.core.incidents().filter(({ jobKey }) => jobKey === job.key);
  expect(incident).toMatchObject({ type: 'JOB_NO_RETRIES', message: 'broken', elementId: 'work' });
  await client.updateJobRetries({ jobKey: job.key, retries: 1 });
  await client.resolveIncident({ incidentKey: incident!.key });
  const [again] = await activate(id);
  expect(again).toMatchObject({ key: job.key, retries: 1 });
  await client.updateJobTimeout({ jobKey: job.key, timeout: 120_000 });
  await client.completeJob({ jobKey: job.key, variables: {} });
  expect(stateOf(instance.processInstanceKey)).toBe('COMPLETED');
});

test('an error nobody catches is an incident', async () => {
  const { job } = await createAndActivate();
  await client.throwError({ jobKey: job.key, errorCode: 'other', errorMessage: 'nobody', variables: {} });
  expect(engine.core.incidents()).toContainEqual(
    expect.objectContaining({ type: 'UNHANDLED_ERROR_EVENT', elementId: 'work' }),
  );
});

test('a message reaches the instance that waits for it', async () => {
  const id = await deploy(messageModel);
  const waiting = client.createProcessInstanceWithResult({
    bpmnProcessId: id,
    variables: { key: 'k1' },
    requestTimeout: 10_000,
  });
  await client.publishMessage({
    name: `${id}-message`,
    correlationKey: 'k1',
    timeToLive: 10_000,
    variables: { paid: 5 },
  });
  expect((await waiting).variables).toEqual({ key: 'k1', paid: 5 });
});

test('variables are set on a running instance', async () => {
  const id = await deploy(workModel);
  const { processInstanceKey } = await create(id, { a: 1 });
  await client.setVariables({
    elementInstanceKey: processInstanceKey,
    variables: { a: 2, b: 3 },
    local: false,
  });
  expect((await activate(id))[0]?.variables).toEqual({ a: 2, b: 3 });
});

test('an instance is cancelled', async () => {
  const { instance } = await createAndActivate();
  await client.cancelProcessInstance(instance.processInstanceKey);
  expect(stateOf(instance.processInstanceKey)).toBe('TERMINATED');
});

test('the result of an instance may be narrowed, and may be late', async () => {
  const id = await deploy(emptyModel);
  const variables = { a: 1, b: 2 };
  const narrowed = await client.createProcessInstanceWithResult({
    bpmnProcessId: id,
    variables,
    fetchVariables: ['b'],
  });
  expect(narrowed.variables).toEqual({ b: 2 });
  const never = await deploy(workModel);
  const late = client.createProcessInstanceWithResult({
    bpmnProcessId: never,
    variables: {},
    requestTimeout: 200,
  });
  await expect(late).rejects.toMatchObject({
    code: status.DEADLINE_EXCEEDED,
    details: expect.stringMatching(
      /^Time out between gateway and broker: Request command-api-1 to .* timed out in PT0.2S$/,
    ),
  });
});

test('a signal is broadcast', async () => {
  expect(await client.broadcastSignal({ signalName: 's', variables: { a: 1 } })).toMatchObject({
    key: expect.any(String),
    tenantId: '<default>',
  });
});
