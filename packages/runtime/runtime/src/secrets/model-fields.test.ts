import { createResourceScope } from '@jobwright/concurrency';
import { ConnectorError, silentLogger } from '@jobwright/connector-sdk';
import { afterAll, expect, test } from 'vitest';
import type { ProcessModels } from '../models/process-models.ts';
import { createJob } from '../testing/fake-channel.ts';
import { modelOf, toXml } from '../testing/models.ts';
import { createModelFields } from './model-fields.ts';

const MODEL = toXml(modelOf({ token: '{{secrets.A}}' }));
const resources = createResourceScope();
afterAll(() => resources.close());
const isLeft = new Error('left');

function createFields(models: ProcessModels, maxCharacters?: number) {
  const lines: string[] = [];
  const logger = { ...silentLogger, warn: (_: object, message: string) => void lines.push(message) };
  const fields = createModelFields({
    scope: 'model',
    models,
    logger,
    resources,
    ...(maxCharacters !== undefined && { maxCharacters }),
  });
  return { fields, lines };
}

const lease = (timeMs = 10_000, signal = new AbortController().signal) => ({
  signal,
  expiresAt: performance.now() + timeMs,
});
const allowed = async (fields: ReturnType<typeof createModelFields>, job = createJob()) =>
  (await fields(job, lease())).below('token').allows('A');

test('a model is asked for once, by all jobs that wait for it, and each definition for itself', async () => {
  const asked: string[] = [];
  const { fields } = createFields(async ({ processDefinitionKey, bpmnProcessId, version, tenantId }) => {
    asked.push([processDefinitionKey, bpmnProcessId, version, tenantId].join(' '));
    return processDefinitionKey === '8' ? toXml(modelOf({ token: 'x' })) : MODEL;
  });
  const together = await Promise.all(Array.from({ length: 50 }, () => allowed(fields)));
  expect(new Set(together)).toEqual(new Set([true]));
  expect(await allowed(fields)).toBe(true);
  expect(await allowed(fields, createJob({ processDefinitionKey: '8' }))).toBe(false);
  expect(asked).toEqual(['7 order 1 <default>', '8 order 1 <default>']);
});

test('what is not there yet, fails or throws is asked for again, and logged once', async () => {
  const answers = [
    () => undefined,
    () => Promise.reject(new Error('503')),
    () => {
      throw new Error('broken');
    },
    () => MODEL,
  ];
  const { fields, lines } = createFields(() => answers.shift()?.());
  expect(await allowed(fields)).toBe(true);
  expect(answers).toEqual([]);
  expect(lines).toEqual(['The model of a process is not available yet; asking again']);
});

test('a job waits within its own time, and others go on waiting', async () => {
  let give = (): void => undefined;
  const { fields } = createFields(
    () =>
      new Promise((resolve) => {
        give = () => resolve(MODEL);
      }),
  );
  const patient = allowed(fields);
  await expect(fields(createJob(), lease(20))).rejects.toMatchObject({
    code: 'PROCESS_MODEL_UNAVAILABLE',
    kind: 'retryable',
    retryAfterMs: 30_000,
  });
  const controller = new AbortController();
  const stopped = fields(createJob(), lease(10_000, controller.signal));
  controller.abort(isLeft);
  await expect(stopped).rejects.toBe(isLeft);
  give();
  expect(await patient).toBe(true);
});

test('when no job waits any more, nobody is asked any more; the next job asks anew', async () => {
  const signals: AbortSignal[] = [];
  const { fields } = createFields((_, { signal }) => {
    signals.push(signal);
    return signals.length > 1 ? MODEL : new Promise(() => undefined);
  });
  await expect(fields(createJob(), lease(5))).rejects.toThrow('is tried again');
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  await expect(fields(createJob(), lease(10_000, AbortSignal.abort(isLeft)))).rejects.toBe(isLeft);
  expect(await allowed(fields)).toBe(true);
});

test('a refusal reaches all that wait, and is not kept', async () => {
  let refuses = true;
  const { fields } = createFields(async () => {
    if (refuses) throw new ConnectorError({ code: 'NO', message: 'no' });
    return MODEL;
  });
  for (const result of await Promise.allSettled([allowed(fields), allowed(fields)]))
    expect(result).toMatchObject({ status: 'rejected', reason: { code: 'NO' } });
  refuses = false;
  expect(await allowed(fields)).toBe(true);
});

test.each([
  ['no BPMN', '<html></html>', /cannot be read/],
  [
    'made to take long',
    toXml(modelOf({})).replace('</bpmn:process>', `${'<bpmn:task id="a"/>'.repeat(90_000)}$&`),
    /its model cannot be read \(reading its \d+ characters took more than 5 seconds: make it smaller\)/,
  ],
  ['another process', toXml(modelOf({})).replace('"order"', '"other"'), /no element task in a process order/],
  ['another element', toXml(modelOf({})).replace('"task"', '"other"'), /no element task/],
])('a model that is %s is refused, with what to set', { timeout: 20_000 }, async (_, xml, message) => {
  const { fields } = createFields(() => xml);
  await expect(allowed(fields)).rejects.toMatchObject({ kind: 'connector', code: 'PROCESS_MODEL_REFUSED' });
  await expect(allowed(fields)).rejects.toThrow(message);
  await expect(allowed(fields)).rejects.toThrow(/secrets\.models.*secrets\.scope: any/);
});

test('a text that cannot be read is not asked for again soon: reading it may take long', async () => {
  let asked = 0;
  const { fields } = createFields(() => {
    asked += 1;
    return '<html></html>';
  });
  for (let job = 0; job < 3; job += 1)
    await expect(allowed(fields)).rejects.toMatchObject({ code: 'PROCESS_MODEL_REFUSED' });
  expect(asked).toBe(1);
});

test('what is kept is bounded: what was not used for longest is asked for again', async () => {
  const asked: string[] = [];
  const { fields } = createFields(({ processDefinitionKey }) => {
    asked.push(processDefinitionKey);
    return modelOf({ token: '{{secrets.A}}', [`x${'x'.repeat(1_000)}`]: '{{secrets.A}}' });
  }, 3_800);
  for (const processDefinitionKey of ['1', '2', '3', '1', '4', '1', '2'])
    expect(await allowed(fields, createJob({ processDefinitionKey }))).toBe(true);
  expect(asked).toEqual(['1', '2', '3', '4', '2']);
});

test('with the scope any there is no model to ask for; without models there is an incident', async () => {
  const any = createModelFields({ scope: 'any', models: undefined, logger: silentLogger, resources });
  expect((await any(createJob(), lease())).below('x').below('y').allows('Z')).toBe(true);
  const none = createModelFields({ scope: 'model', models: undefined, logger: silentLogger, resources });
  await expect(none(createJob(), lease())).rejects.toMatchObject({ code: 'PROCESS_MODEL_REFUSED' });
});
