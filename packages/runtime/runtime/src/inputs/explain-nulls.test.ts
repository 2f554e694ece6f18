import { defineConnector } from '@jobwright/connector-sdk';
import { type JsonObject, stringifyJson } from '@jobwright/json';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createConnectorRuntime } from '../connector-runtime.ts';
import type { ProcessModels } from '../models/process-models.ts';
import { createFakeChannel, createJob } from '../testing/fake-channel.ts';
import { modelOf } from '../testing/models.ts';

const connector = defineConnector({
  type: 'acme:work:1',
  name: 'Work',
  input: z.object({
    url: z.string({ error: 'Expected the address as text' }).meta({ title: 'URL' }),
    data: z.object({ key: z.string({ error: 'Expected a key' }).meta({ title: 'Key' }) }).optional(),
  }),
  output: z.unknown(),
  run: async () => null,
});

async function fail(
  variables: JsonObject,
  { models, names }: { readonly models?: ProcessModels; readonly names?: readonly string[] },
): Promise<string> {
  const runtime = createConnectorRuntime({
    connectors: [connector],
    ...(models && { models }),
    ...(names && { hasVariable: (name: string) => names.includes(name) }),
  });
  const channel = createFakeChannel();
  await runtime.accept(createJob({ variables: stringifyJson(variables) }), channel);
  await runtime.drain({ timeoutMs: 0 });
  const outcome = channel.answers[0]?.outcome;
  return outcome?.kind === 'fail' ? outcome.errorMessage : JSON.stringify(outcome);
}

const model = modelOf({ url: '=baseUrl + "/orders"', 'data.key': '=customer.customerIdd' });

test('an input that is null says which variable does not exist', async () => {
  const models = () => model;
  expect(await fail({ url: null }, { models, names: ['customer'] })).toBe(
    'INPUT_INVALID: url: Expected the address as text. It is null: there is no variable `baseUrl`',
  );
  expect(await fail({ url: 'x', data: { key: null } }, { models, names: ['customer'] })).toBe(
    'INPUT_INVALID: data.key: Expected a key. It is null: `customer.customerIdd` does not exist or is null',
  );
});

test('where variables are not known, it says what may not exist', async () => {
  expect(await fail({ url: null }, { models: () => model })).toBe(
    'INPUT_INVALID: url: Expected the address as text. It is null: `baseUrl` does not exist or is null',
  );
  const several = modelOf({ url: '=baseUrl + camunda.secrets.PATH + path' });
  expect(await fail({}, { models: () => several, names: ['path'] })).toMatch(
    /there is no variable `baseUrl`$/,
  );
  expect(await fail({}, { models: () => several })).toMatch(
    /one of `baseUrl`, `path` does not exist or is null$/,
  );
});

test('a message stays as it is without a model, without an expression, and for values that are not null', async () => {
  const plain = 'INPUT_INVALID: url: Expected the address as text';
  const broken = () => Promise.reject(new Error('no cluster'));
  expect(await fail({ url: null }, {})).toBe(plain);
  expect(await fail({ url: null }, { models: broken })).toBe(plain);
  expect(await fail({ url: null }, { models: () => modelOf({ url: 'text' }) })).toBe(plain);
  expect(await fail({ url: null }, { models: () => modelOf({ url: '=1 +' }) })).toBe(plain);
  expect(await fail({ url: 7 }, { models: () => model })).toBe(plain);
});
