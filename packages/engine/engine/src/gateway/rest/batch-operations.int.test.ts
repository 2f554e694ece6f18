import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { definitions, flows, process, start, task } from '../../core/testing/bpmn.ts';
import { expectOk } from '../../core/testing/test-engine.ts';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';

let engine: EmbeddedEngine;
let definitionKey: string;
beforeEach(async () => {
  engine = await startEngine();
  const content = definitions(process('p', start(), task('a'), task('b'), flows('start > a > b')));
  const resources = [{ name: 'p.bpmn', content }];
  const deployment = expectOk(await engine.core.deploy({ resources, tenantId: '<default>' }));
  definitionKey = deployment.processes[0]?.processDefinitionKey ?? '';
});
afterEach(() => engine.close());

const send = (method: string, path: string, body?: unknown): Promise<Response> =>
  fetch(`${engine.restAddress}/v2${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const created = z.object({ batchOperationKey: z.string(), batchOperationType: z.string() });
const progress = z.object({ state: z.string() });
function create(): string {
  const command = { bpmnProcessId: 'p', version: -1, variables: {}, tenantId: '<default>' };
  return expectOk(engine.core.createInstance(command)).processInstanceKey;
}
async function startBatch(path: string, body: unknown) {
  const response = await send('POST', path, body);
  expect(response.status).toBe(200);
  return created.parse(await response.json());
}
async function finish(key: string) {
  for (;;) {
    const batch: unknown = await (await send('GET', `/batch-operations/${key}`)).json();
    if (progress.parse(batch).state === 'COMPLETED') return batch;
  }
}

test('instances are cancelled by filter, and their progress can be read', async () => {
  const [first, second] = [create(), create()];
  const { batchOperationKey, batchOperationType } = await startBatch('/process-instances/cancellation', {
    filter: { processInstanceKey: { $in: [first] }, startDate: { $lte: '2999-01-01T00:00:00Z' } },
  });
  expect(batchOperationType).toBe('CANCEL_PROCESS_INSTANCE');
  expect(await finish(batchOperationKey)).toEqual({
    batchOperationKey,
    batchOperationType,
    state: 'COMPLETED',
    startDate: expect.stringMatching(/Z$/),
    endDate: expect.stringMatching(/Z$/),
    actorType: null,
    actorId: null,
    operationsTotalCount: 1,
    operationsCompletedCount: 1,
    operationsFailedCount: 0,
    errors: [],
  });
  expect([first, second].map((key) => engine.core.instance(key)?.state)).toEqual(['TERMINATED', 'ACTIVE']);
  for (const action of ['cancellation', 'suspension', 'resumption'])
    expect((await send('POST', `/batch-operations/${batchOperationKey}/${action}`)).status).toBe(404);
  expect((await send('GET', '/batch-operations/1')).status).toBe(404);
});

test('instances are modified, migrated, their incidents resolved, and they are deleted', async () => {
  const key = create();
  const moveInstructions = [{ sourceElementId: 'a', targetElementId: 'b' }];
  const filter = { processDefinitionKey: definitionKey };
  const modified = await startBatch('/process-instances/modification', { filter, moveInstructions });
  await finish(modified.batchOperationKey);
  expect(engine.core.instance(key)?.activeElements).toEqual(['b']);
  const plan = {
    targetProcessDefinitionKey: definitionKey,
    mappingInstructions: [{ sourceElementId: 'b', targetElementId: 'a' }],
  };
  const migrated = await startBatch('/process-instances/migration', { filter, migrationPlan: plan });
  await finish(migrated.batchOperationKey);
  expect(engine.core.instance(key)?.activeElements).toEqual(['a']);
  const [job] = engine.core.jobs();
  const failure = { retries: 0, errorMessage: '', retryBackoffMs: 0, variables: {} };
  expectOk(engine.core.failJob({ jobKey: job?.key ?? '', ...failure }));
  await finish((await startBatch(`/process-instances/${key}/incident-resolution`, {})).batchOperationKey);
  expect(engine.core.incidents()).toEqual([]);
  expectOk(engine.core.failJob({ jobKey: job?.key ?? '', ...failure }));
  const resolved = await startBatch('/process-instances/incident-resolution', {
    filter: { hasIncident: true },
  });
  await finish(resolved.batchOperationKey);
  expect(engine.core.incidents()).toEqual([]);
  expect((await send('POST', `/process-instances/${key}/deletion`)).status).toBe(409);
  expectOk(engine.core.cancelInstance(key));
  await finish((await startBatch('/process-instances/deletion', { filter })).batchOperationKey);
  expect((await send('POST', `/process-instances/${key}/deletion`)).status).toBe(404);
});

test('a filter that is not understood is refused by name', async () => {
  const refuse = async (filter: unknown): Promise<string> => {
    const response = await send('POST', '/process-instances/cancellation', { filter });
    expect(response.status).toBe(400);
    return z.object({ detail: z.string() }).parse(await response.json()).detail;
  };
  expect(await refuse({ $or: [{ colour: 'red' }] })).toContain("no filter field 'colour'");
  const nested = { $or: [{ $or: [{ state: 'COMPLETED' }] }] };
  expect(await refuse(nested)).toContain("no filter field '$or'");
  expect(await refuse({ state: { $near: 'ACTIVE' } })).toContain(
    "filter field 'state' has no condition '$near'",
  );
  expect(await refuse({ startDate: 'soon' })).toContain(
    "The provided startDate 'soon' cannot be parsed as a date",
  );
  expect(await refuse(undefined)).toContain('No filter provided.');
  expect((await send('POST', '/process-instances/modification', { filter: {} })).status).toBe(400);
});
