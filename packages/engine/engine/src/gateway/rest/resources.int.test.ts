import { afterEach, beforeEach, expect, test } from 'vitest';
import { definitions, end, flows, process, start } from '../../core/testing/bpmn.ts';
import { dmn, literalDecision } from '../../core/testing/dmn.ts';
import { expectOk } from '../../core/testing/test-engine.ts';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';

let engine: EmbeddedEngine;
beforeEach(async () => {
  engine = await startEngine();
});
afterEach(() => engine.close());

const ask = (path: string, init?: RequestInit): Promise<Response> =>
  fetch(`${engine.restAddress}/v2/resources/${path}`, init);
const remove = (key: string, body: object = {}): Promise<Response> =>
  ask(`${key}/deletion`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const SCRIPT = '{"id":"clean","versionTag":"v1"}';

async function deploy(name: string, content: string): Promise<string> {
  const { resources, forms } = expectOk(
    await engine.core.deploy({ resources: [{ name, content }], tenantId: '<default>' }),
  );
  return resources[0]?.resourceKey ?? forms[0]?.formKey ?? '';
}

test('an RPA script is found with its content', async () => {
  const key = await deploy('clean.rpa', SCRIPT);
  expect(await (await ask(key)).json()).toEqual({
    resourceKey: key,
    resourceId: 'clean',
    resourceName: 'clean.rpa',
    version: 1,
    versionTag: 'v1',
    tenantId: '<default>',
  });
  const content = await ask(`${key}/content`);
  expect(content.headers.get('content-type')).toMatch(/^application\/json/);
  expect(await content.text()).toBe(SCRIPT);
  const binary = await ask(`${key}/content/binary`);
  expect(binary.headers.get('content-type')).toBe('application/octet-stream');
  expect(await binary.text()).toBe(SCRIPT);
});

test('so is any other file of text', async () => {
  const key = await deploy('größe.txt', 'Größe');
  expect(await (await ask(key)).json()).toMatchObject({ resourceId: 'größe.txt', versionTag: null });
  expect(await (await ask(`${key}/content`)).text()).toBe('Größe');
});

test('a version is deleted by its key', async () => {
  const key = await deploy('f.form', '{"id":"f"}');
  const answer = await remove(key);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ resourceKey: key, batchOperation: null });
  const again = await remove(key);
  expect(again.status).toBe(404);
  expect(await again.json()).toMatchObject({
    detail: `Command 'DELETE' rejected with code 'NOT_FOUND': Expected to delete resource but no resource found with key \`${key}\``,
  });
});

test('the history of a process or of decisions is deleted with it; another file has none', async () => {
  const xml = definitions(process('p', start(), end(), flows('start > end')));
  const content = dmn('g', literalDecision('grade', '1'));
  const { core } = engine;
  const resources = [
    { name: 'p.bpmn', content: xml },
    { name: 'g.dmn', content },
  ];
  const deployed = expectOk(await core.deploy({ resources, tenantId: '<default>' }));
  const { processInstanceKey } = expectOk(
    core.createInstance({ bpmnProcessId: 'p', version: -1, variables: {}, tenantId: '<default>' }),
  );
  expectOk(core.evaluateDecision({ decisionId: 'grade', variables: {}, tenantId: '<default>' }));
  const keys = [
    deployed.processes[0]?.processDefinitionKey ?? '',
    deployed.decisionRequirements[0]?.decisionRequirementsKey ?? '',
  ];
  const [ofProcess, ofDecisions] = [
    await (await remove(keys[0] ?? '', { deleteHistory: true })).json(),
    await (await remove(keys[1] ?? '', { deleteHistory: true })).json(),
  ];
  expect(ofProcess).toMatchObject({ batchOperation: { batchOperationType: 'DELETE_PROCESS_INSTANCE' } });
  expect(ofDecisions).toMatchObject({ batchOperation: { batchOperationType: 'DELETE_DECISION_INSTANCE' } });
  await expect.poll(() => core.instance(processInstanceKey)).toBeUndefined();
  await expect.poll(() => core.records.decisionInstances()).toEqual([]);
  const file = await deploy('a.txt', 'a');
  expect(await (await remove(file, { deleteHistory: true })).json()).toEqual({
    resourceKey: file,
    batchOperation: null,
  });
});

test.each([
  ['2251799813685999', 404],
  ['abc', 400],
])('answers %s with %i', async (key, status) => {
  for (const path of [key, `${key}/content`]) expect((await ask(path)).status).toBe(status);
  expect((await remove(key)).status).toBe(status);
});

test('a form is no such resource', async () => {
  const key = await deploy('f.form', '{"id":"f"}');
  expect((await ask(key)).status).toBe(404);
});
