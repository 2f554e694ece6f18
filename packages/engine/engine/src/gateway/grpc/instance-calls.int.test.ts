import { loadGatewayService } from '@jobwright/camunda8-protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { definitions, end, flows, process, start, task } from '../../core/testing/bpmn.ts';
import { expectOk } from '../../core/testing/test-engine.ts';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';
import { connectRawGateway, type RawGateway } from '../../testing/raw-gateway.ts';

let engine: EmbeddedEngine;
let gateway: RawGateway;
beforeEach(async () => {
  engine = await startEngine();
  gateway = connectRawGateway(engine.grpcAddress, loadGatewayService());
  const content = definitions(
    process('p', start(), task('first'), task('second'), end(), flows('start > first > second > end')),
  );
  expectOk(await engine.core.deploy({ resources: [{ name: 'p.bpmn', content }], tenantId: '<default>' }));
});
afterEach(async () => {
  gateway.close();
  await engine.close();
});

const create = (rest: object) =>
  gateway.call('CreateProcessInstance', { bpmnProcessId: 'p', version: -1, ...rest });

async function finish(type: string): Promise<void> {
  const jobs = expectOk(
    engine.core.activateJobs({ type, worker: 'w', timeoutMs: 60_000, maxJobs: 1, fetchVariables: [] }),
  );
  for (const { key } of jobs) expectOk(engine.core.completeJob({ jobKey: key, variables: {} }));
}

test('CreateProcessInstance starts at elements and terminates after one', async () => {
  const answer = await create({
    startInstructions: [{ elementId: 'second' }],
    runtimeInstructions: [{ terminate: { afterElementId: 'second' } }],
  });
  const key = 'ok' in answer ? String(answer.ok['processInstanceKey']) : '';
  expect(engine.core.instance(key)?.activeElements).toEqual(['second']);
  await finish('second');
  expect(engine.core.instance(key)?.state).toBe('TERMINATED');
});

test('CreateProcessInstanceWithResult starts at elements too', async () => {
  const answer = gateway.call('CreateProcessInstanceWithResult', {
    request: {
      bpmnProcessId: 'p',
      version: -1,
      startInstructions: [{ elementId: 'end' }],
      variables: '{"a":1}',
    },
    requestTimeout: 10_000,
  });
  expect(await answer).toMatchObject({ ok: { variables: '{"a":1}' } });
});

test.each([
  [
    { startInstructions: [{ elementId: 'none' }] },
    "Command 'CREATE' rejected with code 'INVALID_ARGUMENT': Expected to create instance of process with start instructions but no element found with id 'none'.",
  ],
  [
    { runtimeInstructions: [{}] },
    'Expected a runtime instruction to terminate the process instance after an element, but no element is given',
  ],
  [
    { runtimeInstructions: [{ terminate: { afterElementId: '' } }] },
    'Expected a runtime instruction to terminate the process instance after an element, but no element is given',
  ],
])('CreateProcessInstance with %j is refused', async (rest, details) => {
  expect(await create(rest)).toEqual({ error: 'INVALID_ARGUMENT', details });
});
