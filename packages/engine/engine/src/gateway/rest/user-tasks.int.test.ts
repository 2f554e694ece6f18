import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  definitions,
  element,
  end,
  event,
  extensions,
  flows,
  process,
  signal,
  signalDefinition,
  start,
} from '../../core/testing/bpmn.ts';
import { expectOk } from '../../core/testing/test-engine.ts';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';

let engine: EmbeddedEngine;
beforeEach(async () => {
  engine = await startEngine();
});
afterEach(() => engine.close());

const send = (method: string, path: string, body?: unknown): Promise<Response> =>
  fetch(`${engine.restAddress}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
async function deploy(...parts: readonly string[]): Promise<string> {
  const content = definitions(signal('S', 's'), process('p', ...parts));
  expectOk(await engine.core.deploy({ resources: [{ name: 'p.bpmn', content }], tenantId: '<default>' }));
  const command = { bpmnProcessId: 'p', version: -1, variables: {}, tenantId: '<default>' };
  return expectOk(engine.core.createInstance(command)).processInstanceKey;
}

test('a user task is assigned, changed, given back and completed', async () => {
  const key = await deploy(
    start(),
    element('userTask', 't', { body: extensions('<zeebe:userTask />') }),
    end(),
    flows('start > t > end'),
  );
  const task = `/v2/user-tasks/${engine.core.userTasks()[0]?.key}`;
  expect((await send('POST', `${task}/assignment`, { assignee: 'ann' })).status).toBe(204);
  expect((await send('PATCH', task, { changeset: { priority: 7, candidateGroups: ['g'] } })).status).toBe(
    204,
  );
  expect(engine.core.userTasks()).toMatchObject([{ assignee: 'ann', priority: 7, candidateGroups: ['g'] }]);
  const claim = { assignee: 'bob', allowOverride: false };
  expect((await send('POST', `${task}/assignment`, claim)).status).toBe(409);
  expect((await send('DELETE', `${task}/assignee`)).status).toBe(204);
  expect(engine.core.userTasks()).toMatchObject([{ assignee: '' }]);
  expect((await send('PATCH', task, { changeset: { priority: 101 } })).status).toBe(400);
  const done = await send('POST', `${task}/completion`, { variables: { id: 1, list: [2] } });
  expect(done.status).toBe(204);
  expect(engine.core.instance(key)).toMatchObject({
    state: 'COMPLETED',
    variables: { id: 1, list: [2] },
  });
  const again = await send('POST', `${task}/completion`);
  expect(again.status).toBe(404);
  expect(await again.json()).toMatchObject({
    status: 404,
    detail: expect.stringContaining('no such user task'),
  });
});

test('a signal is broadcast', async () => {
  const key = await deploy(
    start(),
    event('intermediateCatchEvent', 'wait', signalDefinition('S')),
    end(),
    flows('start > wait > end'),
  );
  const answer = await send('POST', '/v2/signals/broadcast', { signalName: 's', variables: { v: 1 } });
  expect(await answer.json()).toMatchObject({ tenantId: '<default>', signalKey: expect.any(String) });
  expect(engine.core.instance(key)).toMatchObject({ state: 'COMPLETED', variables: { v: 1 } });
  expect((await send('POST', '/v2/signals/broadcast', { signalName: 's', variables: [] })).status).toBe(400);
  const broken = await fetch(`${engine.restAddress}/v2/signals/broadcast`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{',
  });
  expect(broken.status).toBe(400);
});
