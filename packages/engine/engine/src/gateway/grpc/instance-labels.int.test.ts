import type { Client } from '@grpc/grpc-js';
import { loadGatewayService } from '@jobwright/camunda8-protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { definitions, end, flows, process, start, task } from '../../core/testing/bpmn.ts';
import { expectOk } from '../../core/testing/test-engine.ts';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';
import { connectGrpc } from '../../testing/raw-gateway.ts';

let engine: EmbeddedEngine;
let client: Client;
beforeAll(async () => {
  engine = await startEngine();
  client = connectGrpc(engine.grpcAddress);
  const content = definitions(
    process('p', start(), task('t'), end(), flows('start > t > end')),
    `<bpmn:process id="empty" isExecutable="true"><bpmn:startEvent id="begin" /></bpmn:process>`,
  );
  expectOk(await engine.core.deploy({ resources: [{ name: 'p.bpmn', content }], tenantId: '<default>' }));
});
afterAll(async () => {
  client.close();
  await engine.close();
});

const service = loadGatewayService();

function call(rpc: string, request: object): Promise<unknown> {
  const { path, requestSerialize, responseDeserialize } = service[rpc]!;
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, (error, value) =>
      error ? reject(error) : resolve(value),
    );
  });
}

function activate(type: string): Promise<readonly object[]> {
  const { path, requestSerialize, responseDeserialize } = service['ActivateJobs']!;
  const request = { type, worker: 'test', timeout: 60_000, maxJobsToActivate: 5, requestTimeout: 5_000 };
  return new Promise((resolve, reject) => {
    const jobs: object[] = [];
    client
      .makeServerStreamRequest(path, requestSerialize, responseDeserialize, request)
      .on('data', (message: { jobs: object[] }) => jobs.push(...message.jobs))
      .on('end', () => resolve(jobs))
      .on('error', reject);
  });
}

const LABELS = { tags: ['a', 'b:1'], businessId: 'order-1' };

test('tags and the business id come back on the instance, and tags on its jobs', async () => {
  const created = await call('CreateProcessInstance', { bpmnProcessId: 'p', version: -1, ...LABELS });
  expect(created).toMatchObject(LABELS);
  expect(await activate('t')).toMatchObject([{ tags: ['a', 'b:1'] }]);
  const request = { bpmnProcessId: 'empty', version: -1, ...LABELS };
  expect(await call('CreateProcessInstanceWithResult', { request })).toMatchObject(LABELS);
});

test('without them there are none', async () => {
  const created = await call('CreateProcessInstance', { bpmnProcessId: 'empty', version: -1 });
  expect(created).toMatchObject({ tags: [] });
  expect(created).not.toHaveProperty('businessId');
});

test('a tag that is not valid is an invalid argument', async () => {
  await expect(
    call('CreateProcessInstance', { bpmnProcessId: 'p', version: -1, tags: ['no tag'] }),
  ).rejects.toThrow(/INVALID_ARGUMENT.*Command 'CREATE'.*the tags 'no tag' are invalid/);
});
