import { trace } from '@opentelemetry/api';
import { createConnectorRuntime } from '@jobwright/runtime';
import { defineConnector } from '@jobwright/connector-sdk';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openTraces } from './open-traces.ts';

beforeAll(() => void trace.setGlobalTracerProvider(new NodeTracerProvider()));
afterAll(() => trace.disable());

const SERVICE = { serviceName: 'jobwright', writeVariable: false };

/** Which of the machines get the trace context. */
async function listReached(propagateTo: readonly string[] | undefined): Promise<readonly string[]> {
  const reached: string[] = [];
  const connector = defineConnector({
    type: 'ask',
    name: 'Ask',
    input: z.object({}),
    output: z.null(),
    run: async (_input, { trace: jobTrace }) => {
      for (const host of ['api.example.com', 'example.com', '10.1.2.3', '::1']) {
        for (const port of [80, 443]) {
          if ('traceparent' in jobTrace.headersFor({ host, port })) reached.push(`${host} ${port}`);
        }
      }
      return null;
    },
  });
  const traces = await openTraces({
    ...SERVICE,
    ...(propagateTo && { propagateTo: [...propagateTo] }),
  });
  const runtime = createConnectorRuntime({ connectors: [connector], observers: [traces] });
  await runtime.accept(
    {
      key: '1',
      type: 'ask',
      processInstanceKey: '2',
      bpmnProcessId: 'p',
      processDefinitionKey: '3',
      processDefinitionVersion: 1,
      elementId: 'e',
      elementInstanceKey: '4',
      headers: {},
      retries: 3,
      deadline: performance.now() + 10_000,
      variables: '{}',
      tenantId: '<default>',
    },
    { settle: () => Promise.resolve('settled'), extendDeadline: () => Promise.resolve('extended') },
  );
  await runtime.drain({ timeoutMs: 0 });
  return reached;
}

test('the trace context goes to all, to none, or to those that a rule names', async () => {
  expect(await listReached(undefined)).toHaveLength(8);
  expect(await listReached([])).toEqual([]);
  expect(await listReached(['*.example.com', 'example.com:443', '10.0.0.0/8:80'])).toEqual([
    'api.example.com 80',
    'api.example.com 443',
    'example.com 443',
    '10.1.2.3 80',
  ]);
});

test('reports what is wrong', async () => {
  await expect(openTraces({ ...SERVICE, propagateTo: ['a b'] })).rejects.toThrow(
    /traces\.propagateTo: "a b": expected/,
  );
  await expect(openTraces({ ...SERVICE, writeVariable: true })).rejects.toThrow(/traces\.variable/);
});
