import { attachConnectors, camunda7 } from '@jobwright/camunda7';
import { httpRest } from '@jobwright/connector-http-rest';
import { defineConnector } from '@jobwright/connector-sdk';
import { type ConnectorWorkers, createStaticSecrets, startConnectors } from '@jobwright/runtime';
import { Client, Variables } from 'camunda-external-task-client-js';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { type RestBackend, startRestBackend } from '../src/testing/rest-backend.ts';
import { restCallTask } from '../src/testing/rest-call-process.ts';
import { connectCamunda7World } from './testing/camunda7-world.ts';

const world = connectCamunda7World(inject('engineUrl'));
const secrets = { provider: createStaticSecrets({ TOKEN: 't0ken' }) };
const open: ConnectorWorkers[] = [];
let backend: RestBackend;

beforeAll(async () => {
  backend = await startRestBackend();
});
afterEach(async () => {
  for (const workers of open.splice(0)) await workers.close({ timeoutMs: 0 });
});
afterAll(() => backend.close());

const answer = { status: 200, seen: 'Bearer t0ken' };

test('alone, as a worker of its own', async () => {
  const process = await world.deployModel(restCallTask);
  open.push(
    await startConnectors({
      connectors: [httpRest],
      clusters: [camunda7({ url: world.url, topics: { [httpRest.type]: process.jobType } })],
      secrets,
    }),
  );
  expect(await process.result({ url: backend.url })).toMatchObject(answer);
});

test("attached to the application's own external task client, beside its own worker", async () => {
  const process = await world.deployModel(restCallTask);
  const own = await world.deploy();
  const client = new Client({
    baseUrl: world.url,
    workerId: 'own',
    asyncResponseTimeout: 1_000,
    interval: 50,
  });
  client.subscribe(own.jobType, async ({ task, taskService }) => {
    await taskService.complete(task, new Variables().set('own', true));
  });
  const topics = { [httpRest.type]: process.jobType };
  open.push(await attachConnectors(client, { connectors: [httpRest], topics, secrets }));
  const [connectors, worker] = await Promise.all([process.result({ url: backend.url }), own.result()]);
  expect(connectors).toMatchObject(answer);
  expect(worker).toMatchObject({ own: true });
  for (const workers of open.splice(0)) await workers.close();
  // The client is the application's: it goes on working.
  expect(await own.result()).toMatchObject({ own: true });
  client.stop();
});

test('together with other connectors in one application', async () => {
  const process = await world.deployModel(restCallTask);
  const greetings = await world.deploy({
    inputs: { name: '=name' },
    headers: { resultExpression: '={greeting: greeting}' },
  });
  const greet = defineConnector({
    type: greetings.jobType,
    name: 'Greet',
    input: z.object({ name: z.string().meta({ title: 'Name' }) }),
    output: z.object({ greeting: z.string() }),
    run: async ({ name }) => ({ greeting: `Hello ${name}` }),
  });
  open.push(
    await startConnectors({
      connectors: [httpRest, greet],
      clusters: [camunda7({ url: world.url, topics: { [httpRest.type]: process.jobType } })],
      secrets,
    }),
  );
  const [rest, greeting] = await Promise.all([
    process.result({ url: backend.url }),
    greetings.result({ name: 'Ada' }),
  ]);
  expect(rest).toMatchObject(answer);
  expect(greeting).toMatchObject({ greeting: 'Hello Ada' });
});
