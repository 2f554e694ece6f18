import { defineConnector } from '@jobwright/connector-sdk';
import { createConnectorRuntime, createStaticSecrets } from '@jobwright/runtime';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createSecretAudit } from './create-secret-audit.ts';

test('logs which process used which secret, not its value', async () => {
  const lines: Readonly<Record<string, unknown>>[] = [];
  const runtime = createConnectorRuntime({
    connectors: [
      defineConnector({
        type: 'acme:login:1',
        name: 'Log in',
        input: z.object({ token: z.string().meta({ title: 'Token' }) }),
        output: z.unknown(),
        run: async () => null,
      }),
    ],
    secrets: { provider: createStaticSecrets({ TOKEN: 'hush-hush' }) },
    models: () =>
      '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:z="http://camunda.org/schema/zeebe/1.0"><process id="order"><serviceTask id="log-in"><extensionElements><z:ioMapping><z:input source="{{secrets.TOKEN}}" target="token"/></z:ioMapping></extensionElements></serviceTask></process></definitions>',
    observers: [createSecretAudit({ info: (fields, message) => void lines.push({ ...fields, message }) })],
  });
  await runtime.accept(
    {
      key: '1',
      type: 'acme:login:1',
      processInstanceKey: '2',
      bpmnProcessId: 'order',
      processDefinitionKey: '3',
      processDefinitionVersion: 1,
      elementId: 'log-in',
      elementInstanceKey: '4',
      headers: {},
      retries: 3,
      deadline: performance.now() + 10_000,
      variables: '{"token": "{{secrets.TOKEN}}"}',
      tenantId: 'acme',
    },
    { settle: () => Promise.resolve('settled'), extendDeadline: () => Promise.resolve('extended') },
  );
  await runtime.drain({ timeoutMs: 0 });
  expect(lines).toEqual([
    {
      audit: 'secret',
      secret: 'TOKEN',
      result: 'found',
      jobKey: '1',
      jobType: 'acme:login:1',
      bpmnProcessId: 'order',
      processInstanceKey: '2',
      elementId: 'log-in',
      tenantId: 'acme',
      message: 'Secret found',
    },
  ]);
  expect(JSON.stringify(lines)).not.toContain('hush');
});
