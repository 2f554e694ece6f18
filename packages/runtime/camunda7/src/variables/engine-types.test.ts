import { ClusterCallError } from '@jobwright/runtime/cluster';
import { expect, test } from 'vitest';
import { createEngineTypes } from './engine-types.ts';

const bounds = { timeoutMs: 1_000 };

function typesOf(answers: (() => Promise<string>)[], options: Parameters<typeof createEngineTypes>[1] = {}) {
  let calls = 0;
  const send = (): Promise<string> => {
    const answer = answers[calls] ?? (() => Promise.reject(new Error('asked too often')));
    calls += 1;
    return answer();
  };
  const open = () => Promise.reject(new Error('not used'));
  return createEngineTypes({ address: '', send, open }, options);
}

const failing = (httpStatus: number | undefined, message: string) => () =>
  Promise.reject(new ClusterCallError('refused', message, { httpStatus }));

test.each([
  [404, 'External task does not exist', true],
  [400, "Unsupported value type 'Json'", false],
])('the engine is asked once whether it knows Json: %s says %s', async (status, message, json) => {
  const types = typesOf([failing(status, message)]);
  expect(await Promise.all([types(bounds), types(bounds)])).toEqual(
    Array(2).fill({ json, maxTextCharacters: 4_000 }),
  );
  expect(await types(bounds)).toMatchObject({ json });
});

test('another answer decides nothing, and it is asked again', async () => {
  const types = typesOf([failing(400, 'Bad gateway'), failing(undefined, 'no'), failing(404, 'no task')]);
  await expect(types(bounds)).rejects.toThrow('Bad gateway');
  await expect(types(bounds)).rejects.toThrow('no');
  expect(await types(bounds)).toMatchObject({ json: true });
});

test('an engine whose types are given is not asked', async () => {
  const options = { jsonVariables: false, maxTextCharacters: 2_000 };
  expect(await typesOf([], options)(bounds)).toEqual({ json: false, maxTextCharacters: 2_000 });
});
