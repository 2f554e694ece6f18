import { ClusterCallError, type ClusterCallFailure } from '@jobwright/runtime/cluster';
import { expect, test } from 'vitest';
import { createEngineModels } from './engine-models.ts';

const { signal } = new AbortController();
const definition = { processDefinitionKey: 'order:3:ä/1' };

function modelsOf(answer: () => Promise<string>) {
  const paths: string[] = [];
  const models = createEngineModels({
    address: 'http://engine',
    send({ path }) {
      paths.push(path);
      return answer();
    },
    open: () => Promise.reject(new Error('not used')),
  });
  return { models, paths };
}

test('a model is asked for once by all who want it at the same time', async () => {
  const { models, paths } = modelsOf(async () => JSON.stringify({ id: 'x', bpmn20Xml: '<xml/>' }));
  const asked = Promise.all([models(definition, { signal }), models(definition, { signal })]);
  expect(await asked).toEqual(['<xml/>', '<xml/>']);
  expect(paths).toEqual(['/process-definition/order%3A3%3A%C3%A4%2F1/xml']);
  await models(definition, { signal });
  expect(paths).toHaveLength(2);
});

test.each<[ClusterCallFailure, number | undefined, string, string]>([
  ['unreachable', undefined, 'PROCESS_MODEL_UNAVAILABLE', 'does not give it now'],
  ['timeout', undefined, 'PROCESS_MODEL_UNAVAILABLE', 'does not give it now'],
  ['unexpected', 500, 'PROCESS_MODEL_UNAVAILABLE', 'does not give it now'],
  ['refused', 404, 'PROCESS_MODEL_REFUSED', 'does not have it'],
  ['refused', 400, 'PROCESS_MODEL_REFUSED', 'answers why'],
  ['denied', 403, 'PROCESS_MODEL_REFUSED', 'forbids reading process definitions'],
  ['unauthenticated', 401, 'PROCESS_MODEL_REFUSED', 'does not know who calls'],
])('a call that is %s (%s) is %s', async (failure, httpStatus, code, message) => {
  const { models } = modelsOf(() => Promise.reject(new ClusterCallError(failure, 'why', { httpStatus })));
  await expect(models(definition, { signal })).rejects.toMatchObject({
    code,
    message: expect.stringContaining(message),
  });
});

test.each(['', '{}', '[]', '{"bpmn20Xml":null}'])(
  'an answer without a model is refused: %s',
  async (text) => {
    const { models } = modelsOf(async () => text);
    await expect(models(definition, { signal })).rejects.toThrow('has no XML of it');
  },
);

test('a model that is too large is refused', async () => {
  const { models } = modelsOf(async () => JSON.stringify({ bpmn20Xml: 'x'.repeat(10_000_001) }));
  await expect(models(definition, { signal })).rejects.toThrow('more than 10000000 characters');
});
