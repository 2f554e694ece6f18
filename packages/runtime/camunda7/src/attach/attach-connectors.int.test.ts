import { defineConnector } from '@jobwright/connector-sdk';
import { startTokenServer } from '@jobwright/test-servers';
import { BasicAuthInterceptor, Client, KeycloakAuthInterceptor } from 'camunda-external-task-client-js';
import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { type FakeEngine, startFakeEngine } from '../testing/fake-engine.ts';
import { attachConnectors } from './attach-connectors.ts';

const connector = defineConnector({
  type: 'ok',
  name: 'Test',
  input: z.object({}),
  output: z.unknown(),
  run: () => Promise.resolve({}),
});

async function attach(createInterceptor?: (tokenEndpoint: string) => object) {
  const engine = await startFakeEngine();
  const tokens = await startTokenServer();
  const interceptor = createInterceptor?.(tokens.url);
  const client = new Client({
    baseUrl: engine.url,
    autoPoll: false,
    ...(interceptor && { interceptors: interceptor }),
  });
  const workers = await attachConnectors(client, { connectors: [connector], pollMs: 200 });
  onTestFinished(async () => {
    await workers.close({ timeoutMs: 1_000 });
    client.stop();
    await Promise.all([engine.close(), tokens.close()]);
  });
  return { engine, client };
}

const authorizationsOf = ({ requests }: FakeEngine) =>
  new Set(requests.map(({ headers }) => headers.authorization));

test.each([
  ['none', undefined, undefined],
  [
    'of basic authentication',
    () => new BasicAuthInterceptor({ username: 'ada', password: 'secret' }),
    `Basic ${Buffer.from('ada:secret').toString('base64')}`,
  ],
  [
    'of Keycloak',
    (tokenEndpoint: string) =>
      new KeycloakAuthInterceptor({ tokenEndpoint, clientId: 'a', clientSecret: 'b' }),
    'Bearer token-1',
  ],
] as const)(
  'connectors use the address and the credentials of a client: %s',
  async (_name, create, expected) => {
    const { engine } = await attach(create);
    engine.add('ok');
    await vi.waitFor(() => expect(engine.answers).toMatchObject([{ action: 'complete' }]));
    expect([...authorizationsOf(engine)]).toEqual([expected]);
  },
);

test('the subscriptions of the client go on beside them', async () => {
  const { engine, client } = await attach();
  client.subscribe('own', ({ task, taskService }) => taskService.complete(task));
  client.start();
  engine.add('own');
  engine.add('ok');
  await vi.waitFor(() => expect(engine.answers).toHaveLength(2));
  expect(engine.tasks).toEqual([]);
});

test('what is no such client is refused', async () => {
  const other = { start: () => undefined, stop: () => undefined };
  await expect(attachConnectors(other, { connectors: [connector] })).rejects.toThrow(
    'Expected a Client of camunda-external-task-client-js 3',
  );
});
