import { defineConnector } from '@jobwright/connector-sdk';
import type { JsonObject } from '@jobwright/json';
import { createStaticSecrets, startConnectors } from '@jobwright/runtime';
import { expect, inject, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { connectCamunda7World, type DeployedModel } from './testing/camunda7-world.ts';

const world = connectCamunda7World(inject('engineUrl'));

/** What a connector gets of a model and of variables. */
async function receive(
  model: DeployedModel,
  variables: JsonObject,
  names: readonly string[],
): Promise<unknown> {
  const process = await world.deployModel({ headers: { resultVariable: 'done' }, ...model });
  const seen: unknown[] = [];
  const connector = defineConnector({
    type: process.jobType,
    name: 'Receive',
    input: z.object(
      Object.fromEntries(names.map((name) => [name, z.unknown().optional().meta({ title: name })])),
    ),
    output: z.unknown(),
    run: async (input) => void seen.push(input),
  });
  const workers = await startConnectors({
    connectors: [connector],
    clusters: [world.cluster()],
    secrets: { provider: createStaticSecrets({ TOKEN: 's3cret' }) },
  });
  onTestFinished(() => workers.close({ timeoutMs: 0 }));
  await process.result(variables);
  return seen[0];
}

test('texts, FEEL over all visible variables, and names with dots', async () => {
  const inputs = {
    text: 'as it is',
    'order.total': '=sum(for item in items return item.price)',
    'order.first': '=items[1].name',
  };
  const items = [
    { name: 'pen', price: 1.5 },
    { name: 'ink', price: 2.5 },
  ];
  expect(await receive({ inputs }, { items }, ['text', 'order'])).toMatchObject({
    text: 'as it is',
    order: { total: 4, first: 'pen' },
  });
});

test('maps and lists, with FEEL inside', async () => {
  const parameters = `<camunda:inputParameter name="order"><camunda:map>
    <camunda:entry key="id">=id</camunda:entry>
    <camunda:entry key="lines"><camunda:list><camunda:value>=id + 1</camunda:value><camunda:value>text</camunda:value></camunda:list></camunda:entry>
  </camunda:map></camunda:inputParameter>`;
  expect(await receive({ parameters }, { id: 7 }, ['order'])).toMatchObject({
    order: { id: 7, lines: [8, 'text'] },
  });
});

test("the engine's own expressions bring data, whatever they begin with", async () => {
  const inputs = { sum: '${sum}', secret: '${secret}', both: 'x ${sum}', feel: '=sum' };
  const variables = { sum: '=1+1', secret: '{{secrets.TOKEN}}' };
  expect(await receive({ inputs }, variables, ['sum', 'secret', 'both', 'feel'])).toMatchObject({
    sum: '=1+1',
    secret: '{{secrets.TOKEN}}',
    both: 'x =1+1',
    feel: '=1+1',
  });
});

test('variables that the model does not map are data too', async () => {
  const variables = { sum: '=1+1', secret: '{{secrets.TOKEN}}' };
  expect(await receive({}, variables, ['sum', 'secret'])).toMatchObject(variables);
});

test('a secret where the model names it', async () => {
  const inputs = { token: 'Bearer {{secrets.TOKEN}}', feel: '="Bearer " + "{{secrets.TOKEN}}"' };
  expect(await receive({ inputs }, {}, ['token', 'feel'])).toMatchObject({
    token: 'Bearer s3cret',
    feel: 'Bearer s3cret',
  });
});
