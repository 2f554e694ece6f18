import type { Client } from '@grpc/grpc-js';
import { loadGatewayService } from '@jobwright/camunda8-protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { definitions, element, extensions, flows, process, start, task } from '../../core/testing/bpmn.ts';
import { expectOk } from '../../core/testing/test-engine.ts';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';
import { connectGrpc } from '../../testing/raw-gateway.ts';

let engine: EmbeddedEngine;
let client: Client;
beforeAll(async () => {
  engine = await startEngine();
  client = connectGrpc(engine.grpcAddress);
});
afterAll(async () => {
  client.close();
  await engine.close();
});

const service = loadGatewayService();

function call(rpc: string, request: object): Promise<unknown> {
  const method = service[rpc];
  if (!method) throw new Error(`No rpc ${rpc}`);
  const { path, requestSerialize, responseDeserialize } = method;
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, (error, value) =>
      error ? reject(error) : resolve(value),
    );
  });
}

interface JobMessage {
  readonly key: string;
  readonly kind: string;
  readonly listenerEventType: string;
}

function activate(type: string): Promise<readonly JobMessage[]> {
  const { path, requestSerialize, responseDeserialize } = service['ActivateJobs']!;
  const request = { type, worker: 'test', timeout: 60_000, maxJobsToActivate: 5, requestTimeout: 5_000 };
  return new Promise((resolve, reject) => {
    const jobs: JobMessage[] = [];
    client
      .makeServerStreamRequest(path, requestSerialize, responseDeserialize, request)
      .on('data', (message: { jobs: JobMessage[] }) => jobs.push(...message.jobs))
      .on('end', () => resolve(jobs))
      .on('error', reject);
  });
}

async function startProcess(id: string, ...parts: readonly string[]): Promise<string> {
  const content = definitions(process(id, start(), ...parts));
  expectOk(await engine.core.deploy({ resources: [{ name: 'p.bpmn', content }], tenantId: '<default>' }));
  const command = { bpmnProcessId: id, version: -1, variables: {}, tenantId: '<default>' };
  return expectOk(engine.core.createInstance(command)).processInstanceKey;
}

test('the worker of an ad-hoc sub-process says what is activated', async () => {
  const body = extensions('<zeebe:taskDefinition type="decide" />') + task('a');
  const key = await startProcess('ad-hoc', element('adHocSubProcess', 'ad', { body }), flows('start > ad'));
  const [first] = await activate('decide');
  expect(first).toMatchObject({ kind: 'AD_HOC_SUB_PROCESS', listenerEventType: 'UNSPECIFIED' });
  await call('CompleteJob', {
    jobKey: first?.key,
    variables: '{}',
    result: { type: 'adHocSubProcess', activateElements: [{ elementId: 'a', variables: '{"v":1}' }] },
  });
  const [work] = await activate('a');
  expect(work).toMatchObject({ kind: 'BPMN_ELEMENT', variables: expect.stringContaining('"v":1') });
  await call('CompleteJob', { jobKey: work?.key, variables: '' });
  const [last] = await activate('decide');
  const result = { type: 'adHocSubProcess', isCompletionConditionFulfilled: true };
  await call('CompleteJob', { jobKey: last?.key, variables: '', result });
  expect(engine.core.instance(key)?.state).toBe('COMPLETED');
});

test('the listener of a user task corrects it, or denies its completion', async () => {
  const listeners =
    '<zeebe:taskListeners><zeebe:taskListener eventType="completing" type="check" /></zeebe:taskListeners>';
  const body = extensions(`<zeebe:userTask /><zeebe:assignmentDefinition assignee="ann" />${listeners}`);
  const key = await startProcess('user-task', element('userTask', 't', { body }), flows('start > t'));
  const userTaskKey = engine.core.userTasks()[0]?.key ?? '';
  const complete = (): Promise<Response> =>
    fetch(`${engine.restAddress}/v2/user-tasks/${userTaskKey}/completion`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"variables":{"v":1}}',
    });
  const denied = complete();
  const [first] = await activate('check');
  expect(first).toMatchObject({
    kind: 'TASK_LISTENER',
    listenerEventType: 'COMPLETING',
    userTask: { action: 'complete', assignee: 'ann', userTaskKey, priority: 50 },
  });
  const reason = { type: 'userTask', denied: true, deniedReason: 'not yet' };
  await call('CompleteJob', { jobKey: first?.key, variables: '', result: reason });
  const refusal = await denied;
  expect(refusal.status).toBe(409);
  expect(await refusal.text()).toContain('not yet');
  const accepted = complete();
  const [second] = await activate('check');
  const corrections = { priority: 7, candidateUsers: { values: ['bob'] } };
  await call('CompleteJob', { jobKey: second?.key, variables: '', result: { corrections } });
  expect((await accepted).status).toBe(204);
  expect(engine.core.instance(key)).toMatchObject({ state: 'COMPLETED', variables: { v: 1 } });
});
