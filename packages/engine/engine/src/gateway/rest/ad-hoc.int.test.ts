import { afterEach, beforeEach, expect, test } from 'vitest';
import { definitions, element, extensions, flows, process, start, task } from '../../core/testing/bpmn.ts';
import { expectOk } from '../../core/testing/test-engine.ts';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';

let engine: EmbeddedEngine;
beforeEach(async () => {
  engine = await startEngine();
});
afterEach(() => engine.close());

const activate = (key: string, body: unknown): Promise<Response> =>
  fetch(`${engine.restAddress}/v2/element-instances/ad-hoc-activities/${key}/activation`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

async function startAdHoc(): Promise<{ readonly key: string; readonly adHocKey: string }> {
  const adHoc = element('adHocSubProcess', 'ad', { body: extensions('<zeebe:adHoc />') + task('a') });
  const content = definitions(process('p', start(), adHoc, flows('start > ad')));
  expectOk(await engine.core.deploy({ resources: [{ name: 'p.bpmn', content }], tenantId: '<default>' }));
  const command = { bpmnProcessId: 'p', version: -1, variables: {}, tenantId: '<default>' };
  const key = expectOk(engine.core.createInstance(command)).processInstanceKey;
  const passage = engine.core.history(key)?.elements.find(({ elementId }) => elementId === 'ad');
  return { key, adHocKey: passage?.elementInstanceKey ?? '' };
}

test('elements of an ad-hoc sub-process are activated', async () => {
  const { key, adHocKey } = await startAdHoc();
  const body = { elements: [{ elementId: 'a', variables: { v: 1 } }], cancelRemainingInstances: true };
  expect((await activate(adHocKey, body)).status).toBe(204);
  expect(engine.core.instance(key)?.activeElements).toContain('a');
});

test('what cannot be activated is a problem', async () => {
  const { adHocKey } = await startAdHoc();
  expect((await activate(adHocKey, { elements: [] })).status).toBe(400);
  expect((await activate('x', { elements: [{ elementId: 'a' }] })).status).toBe(400);
  expect((await activate('1', { elements: [{ elementId: 'a' }] })).status).toBe(404);
  const unknown = await activate(adHocKey, { elements: [{ elementId: 'none' }] });
  expect(unknown.status).toBe(404);
  expect(await unknown.json()).toMatchObject({ detail: expect.stringContaining('[none] do not exist') });
});
