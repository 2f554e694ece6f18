import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';

let engine: EmbeddedEngine;
beforeEach(async () => {
  engine = await startEngine();
});
afterEach(() => engine.close());

const modelXml = (...ids: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
  ${ids.map((id) => `<bpmn:process id="${id}" name="Größe" isExecutable="true"><bpmn:startEvent id="${id}-start" /></bpmn:process>`).join('\n')}
</bpmn:definitions>`;

const ask = (key: string, init?: RequestInit): Promise<Response> =>
  fetch(`${engine.restAddress}/v2/process-definitions/${key}/xml`, init);

async function deploy(content: string): Promise<readonly string[]> {
  const result = await engine.core.deploy({
    resources: [{ name: 'a.bpmn', content }],
    tenantId: '<default>',
  });
  if (!result.ok) throw new Error(result.rejection.reason);
  return result.value.processes.map(({ processDefinitionKey }) => processDefinitionKey);
}

test('gives the file that a definition was deployed with, each version its own', async () => {
  const first = modelXml('one', 'two');
  const keys = await deploy(first);
  const second = modelXml('one');
  const [newer = ''] = await deploy(second);
  for (const key of keys) {
    const response = await ask(key, { headers: { accept: 'text/xml', authorization: 'Bearer x' } });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/xml/);
    expect(await response.text()).toBe(first);
  }
  expect(await (await ask(newer)).text()).toBe(second);
});

test.each([
  ['2251799813685999', 404, "Process Definition with key '2251799813685999' not found"],
  ['abc', 400, 'Failed to convert'],
  ['..%2F1', 400, 'Failed to convert'],
])('answers %s with %i', async (key, status, detail) => {
  const response = await ask(key);
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect(await response.json()).toMatchObject({ status, detail: expect.stringContaining(detail) });
});
