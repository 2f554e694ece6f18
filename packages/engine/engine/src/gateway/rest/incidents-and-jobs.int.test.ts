import { afterEach, beforeEach, expect, test } from 'vitest';
import { definitions, flows, process, start, task } from '../../core/testing/bpmn.ts';
import { expectOk } from '../../core/testing/test-engine.ts';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';

let engine: EmbeddedEngine;
beforeEach(async () => {
  engine = await startEngine();
});
afterEach(() => engine.close());

const send = (method: string, path: string, body: unknown = {}): Promise<Response> =>
  fetch(`${engine.restAddress}/v2${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

test('a job gets retries and its incident is resolved', async () => {
  const content = definitions(process('p', start(), task('a'), flows('start > a')));
  const tenantId = '<default>';
  expectOk(await engine.core.deploy({ resources: [{ name: 'p.bpmn', content }], tenantId }));
  expectOk(engine.core.createInstance({ bpmnProcessId: 'p', version: -1, variables: {}, tenantId }));
  const jobKey = engine.core.jobs()[0]?.key ?? '';
  const failure = { retries: 0, errorMessage: '', retryBackoffMs: 0, variables: {} };
  expectOk(engine.core.failJob({ jobKey, ...failure }));
  const incident = `/incidents/${engine.core.incidents()[0]?.key ?? ''}/resolution`;
  expect((await send('POST', incident)).status).toBe(409);
  expect((await send('PATCH', `/jobs/${jobKey}`, { changeset: {} })).status).toBe(400);
  expect((await send('PATCH', `/jobs/${jobKey}`, { changeset: { retries: 0 } })).status).toBe(400);
  expect((await send('PATCH', `/jobs/${jobKey}`, { changeset: { timeout: 1_000 } })).status).toBe(409);
  expect((await send('PATCH', `/jobs/${jobKey}`, { changeset: { retries: 2 } })).status).toBe(204);
  expect((await send('POST', incident)).status).toBe(204);
  expect(engine.core.jobs()).toMatchObject([{ state: 'ACTIVATABLE', retries: 2 }]);
  expect((await send('PATCH', '/jobs/2251799813699999', { changeset: { retries: 1 } })).status).toBe(404);
});
