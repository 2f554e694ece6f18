import { camunda8, attachConnectors, type ConnectorWorkers, startConnectors } from '@jobwright/camunda8';
import { httpRest } from '@jobwright/connector-http-rest';
import { defineConnector } from '@jobwright/connector-sdk';
import { createStaticSecrets } from '@jobwright/runtime';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { oneTaskProcess } from './testing/one-task-process.ts';
import { type RestBackend, startRestBackend } from './testing/rest-backend.ts';
import { restCall } from './testing/rest-call-process.ts';
import { connectTarget, type Target } from './testing/target.ts';

// One object, imported once: what each of the tests runs is this very connector.
const secrets = { provider: createStaticSecrets({ TOKEN: 't0ken' }) };
const id = (name: string) => `way-${name}-${process.pid}`;
const open: ConnectorWorkers[] = [];
let target: Target;
let backend: RestBackend;

beforeAll(async () => {
  target = await connectTarget();
  backend = await startRestBackend();
});
afterEach(async () => {
  for (const workers of open.splice(0)) await workers.close({ timeoutMs: 0 });
});
afterAll(async () => {
  await backend.close();
  await target.close();
});

const deploy = (name: string, model: string) =>
  target.client.deployResource({ process: Buffer.from(model), name: `${id(name)}.bpmn` });
const run = async (name: string, variables: Record<string, string> = { url: backend.url }) => {
  const request = { bpmnProcessId: id(name), variables, requestTimeout: 30_000 };
  return (await target.client.createProcessInstanceWithResult(request)).variables;
};

test('alone, as a job worker of its own', async () => {
  await deploy('alone', restCall({ id: id('alone') }));
  open.push(
    await startConnectors({
      connectors: [httpRest],
      clusters: [camunda8({ settings: target.configuration })],
      secrets,
    }),
  );
  expect(await run('alone')).toMatchObject({ status: 200, seen: 'Bearer t0ken' });
});

test("attached to the application's own client, beside its own job workers", async () => {
  const jobType = id('own-worker');
  await deploy('attached', restCall({ id: id('attached') }));
  await deploy('own', oneTaskProcess({ id: id('own'), jobType }));
  const worker = target.client.createWorker({
    taskType: jobType,
    taskHandler: (job) => job.complete({ own: true }),
  });
  open.push(await attachConnectors(target.client, { connectors: [httpRest], secrets }));
  const [attached, own] = await Promise.all([run('attached'), run('own', {})]);
  expect(attached).toMatchObject({ status: 200 });
  expect(own).toMatchObject({ own: true });
  for (const workers of open.splice(0)) await workers.close();
  await worker.close();
  // The client is the application's: it goes on working.
  await expect(target.client.topology()).resolves.toHaveProperty('brokers');
});

test('together with other connectors in one application', async () => {
  const greet = defineConnector({
    type: id('greet'),
    name: 'Greet',
    input: z.object({ name: z.string().meta({ title: 'Name' }) }),
    output: z.object({ greeting: z.string() }),
    run: async ({ name }) => ({ greeting: `Hello ${name}` }),
  });
  await deploy('rest', restCall({ id: id('rest') }));
  const headers = { resultExpression: '={greeting: greeting}' };
  await deploy('greet-process', oneTaskProcess({ id: id('greet-process'), jobType: greet.type, headers }));
  open.push(
    await startConnectors({
      connectors: [httpRest, greet],
      clusters: [camunda8({ settings: target.configuration })],
      secrets,
    }),
  );
  const [rest, greeting] = await Promise.all([run('rest'), run('greet-process', { name: 'Ada' })]);
  expect(rest).toMatchObject({ status: 200, seen: 'Bearer t0ken' });
  expect(greeting).toMatchObject({ greeting: 'Hello Ada' });
});
