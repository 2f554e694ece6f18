import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectorError, defineConnector, RetryableError } from '@jobwright/connector-sdk';
import { createStaticSecrets, startConnectors, type ConnectorWorkers } from '@jobwright/runtime';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { camunda7 } from './camunda7.ts';
import { type FakeEngine, startFakeEngine } from './testing/fake-engine.ts';

let engine: FakeEngine;
let workers: ConnectorWorkers;
const seen: unknown[] = [];

const MODEL = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
<bpmn:process id="modelled"><bpmn:serviceTask id="call"><bpmn:extensionElements><camunda:inputOutput>
<camunda:inputParameter name="order.total">=price + 1</camunda:inputParameter>
<camunda:inputParameter name="order.data">\${data}</camunda:inputParameter>
<camunda:inputParameter name="token">="Bearer {{secrets.TOKEN}}"</camunda:inputParameter>
<camunda:inputParameter name="other">\${secret}</camunda:inputParameter>
</camunda:inputOutput></bpmn:extensionElements></bpmn:serviceTask></bpmn:process></bpmn:definitions>`;

const FAILURES: Readonly<Record<string, () => Error>> = {
  final: () => new ConnectorError({ code: 'UNKNOWN_CUSTOMER', message: 'There is no such customer' }),
  again: () => new RetryableError({ code: 'BUSY', message: 'It is busy' }),
};

beforeAll(async () => {
  engine = await startFakeEngine();
  engine.intercept((_request, path) =>
    path.endsWith('/xml') ? { body: JSON.stringify({ bpmn20Xml: MODEL }) } : undefined,
  );
  const connector = defineConnector({
    type: 'test',
    name: 'Test',
    input: z.object(
      Object.fromEntries(
        ['failure', 'waits', 'order', 'token', 'other'].map((name) => [
          name,
          z.unknown().optional().meta({ title: name }),
        ]),
      ),
    ),
    output: z.unknown(),
    async run(input, { signal }) {
      seen.push(input);
      const failure = FAILURES[String(input['failure'])];
      if (failure !== undefined) throw failure();
      if (input['waits'] === 'yes') await sleep(60_000, undefined, { signal });
      return { status: 200, body: { id: 9007199254740993n, tags: ['a'] } };
    },
  });
  workers = await startConnectors({
    connectors: [connector],
    clusters: [camunda7({ url: engine.url, pollMs: 300, jsonVariables: true })],
    secrets: { provider: createStaticSecrets({ TOKEN: 's3cret-token', OTHER: 'of others' }) },
  });
});
afterAll(async () => {
  await workers.close({ timeoutMs: 0 });
  await engine.close();
});

async function answer(
  headers: Readonly<Record<string, string>>,
  variables: Record<string, string | number> = {},
  processDefinitionKey = 'order',
) {
  const { id } = engine.add('test', { extensionProperties: headers, variables, processDefinitionKey });
  const find = () => engine.answers.find(({ taskId, action }) => taskId === id && action !== 'extendLock');
  await vi.waitFor(() => expect(find()).toBeDefined(), { interval: 10 });
  return find();
}

test('the result variable and expression say what the process gets', async () => {
  const headers = { resultVariable: 'answer', resultExpression: '={code: response.status, id: body.id}' };
  expect(await answer(headers)).toMatchObject({
    action: 'complete',
    body: {
      variables: {
        answer: { type: 'Json', value: '{"status":200,"body":{"id":9007199254740993,"tags":["a"]}}' },
        code: { type: 'Integer', value: 200 },
        id: { type: 'Long' },
      },
    },
  });
});

test('an error expression makes a BPMN error, with variables', async () => {
  const errorExpression = '=bpmnError("NO_CUSTOMER", error.message, {reason: error.code})';
  expect(await answer({ errorExpression }, { failure: 'final' })).toMatchObject({
    action: 'bpmnError',
    body: {
      errorCode: 'NO_CUSTOMER',
      errorMessage: 'There is no such customer',
      variables: { reason: { type: 'String', value: 'UNKNOWN_CUSTOMER' } },
    },
  });
});

test('an error expression says how a job fails', async () => {
  const errorExpression = '=jobError("Later", {reason: error.code}, 7, duration("PT9S"))';
  expect(await answer({ errorExpression }, { failure: 'again' })).toMatchObject({
    action: 'failure',
    body: { errorMessage: 'Later', retries: 7, retryTimeout: 9_000 },
  });
});

test('the retry backoff is the pause of the engine', async () => {
  expect(await answer({ retryBackoff: 'PT2S' }, { failure: 'again' })).toMatchObject({
    action: 'failure',
    body: { retries: 2, retryTimeout: 2_000 },
  });
});

test('the job timeout ends a job', async () => {
  const { body } = (await answer({ jobTimeout: 'PT0.1S' }, { waits: 'yes' })) ?? {};
  expect(String(body?.['errorMessage'])).toContain('JOB_TIMEOUT');
});

test('a mistake in an expression is an incident', async () => {
  expect(await answer({ resultExpression: '={' })).toMatchObject({ action: 'failure', body: { retries: 0 } });
});

test('inputs of the model are evaluated, nested, and given their secrets; data stays data', async () => {
  const variables = {
    'order.total': '=price + 1',
    'order.data': '=1+1',
    token: '="Bearer {{secrets.TOKEN}}"',
    other: '{{secrets.OTHER}}',
    price: 41,
  };
  expect(await answer({}, variables, 'modelled')).toMatchObject({ action: 'complete' });
  expect(seen.at(-1)).toEqual({
    order: { total: 42, data: '=1+1' },
    token: 'Bearer s3cret-token',
    other: '{{secrets.OTHER}}',
  });
});
