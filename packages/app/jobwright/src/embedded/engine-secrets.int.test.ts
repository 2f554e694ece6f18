import { ConnectorError, defineConnector } from '@jobwright/connector-sdk';
import { startEngine } from '@jobwright/engine';
import { createStaticSecrets } from '@jobwright/runtime';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { createEngineSecrets } from './engine-secrets.ts';
import { startOnEngine } from './start-on-engine.ts';

const SECRET = 'MARKER-of-the-engine';

const model = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="http://jobwright.example">
<bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="start" /><bpmn:serviceTask id="call"><bpmn:extensionElements><zeebe:taskDefinition type="acme:call:1" /><zeebe:ioMapping><zeebe:input source="=&quot;Bearer &quot; + camunda.secrets.API_TOKEN" target="auth" /></zeebe:ioMapping></bpmn:extensionElements></bpmn:serviceTask><bpmn:endEvent id="end" />
<bpmn:sequenceFlow id="a" sourceRef="start" targetRef="call" /><bpmn:sequenceFlow id="b" sourceRef="call" targetRef="end" /></bpmn:process></bpmn:definitions>`;

test('secrets reach connectors of the embedded engine, and nothing else', async () => {
  const secrets = createEngineSecrets({ SECRET_API_TOKEN: SECRET });
  const engine = await startEngine({ secrets: secrets.provider });
  const lines: unknown[] = [];
  const log = (...line: unknown[]) => void lines.push(line);
  const seen: string[] = [];
  const call = defineConnector({
    type: 'acme:call:1',
    name: 'Call',
    input: z.object({ auth: z.string().meta({ title: 'Authentication' }) }),
    output: z.unknown(),
    run({ auth }, { logger }) {
      seen.push(auth);
      logger.error({ auth }, `Called with ${auth}`);
      throw new ConnectorError({
        code: 'REFUSED',
        message: `The other side refuses ${auth}`,
        variables: { auth },
      });
    },
  });
  const workers = await startOnEngine(engine, {
    connectors: [call],
    logger: { debug: log, info: log, warn: log, error: log },
    settings: { secrets: { provider: createStaticSecrets({}) } },
    secrets,
  });
  try {
    const { core } = engine;
    const tenantId = '<default>';
    await core.deploy({ resources: [{ name: 'p.bpmn', content: model }], tenantId });
    const created = core.createInstance({ bpmnProcessId: 'p', version: -1, variables: {}, tenantId });
    const key = created.ok ? created.value.processInstanceKey : '';
    await vi.waitFor(() => expect(core.incidents()).toHaveLength(1));
    expect(seen).toEqual([`Bearer ${SECRET}`]);
    expect(core.incidents()[0]?.message).toContain('The other side refuses Bearer ***');
    const search = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    const answers = ['variables/search', 'incidents/search', 'jobs/search'].map(async (path) =>
      (await fetch(`${engine.restAddress}/v2/${path}`, search)).text(),
    );
    expect(lines.length).toBeGreaterThan(0);
    const all = JSON.stringify([core.history(key), core.instance(key), lines, await Promise.all(answers)]);
    expect(all).not.toContain(SECRET);
    expect(all).toContain('***');
  } finally {
    await workers.close({ timeoutMs: 0 });
    await engine.close();
  }
});

test('only variables that begin with SECRET_ are secrets', () => {
  const { provider } = createEngineSecrets({ SECRET_A: 'a', PATH: '/bin' });
  expect(provider('A')).toBe('a');
  expect(provider('PATH')).toBeUndefined();
});
