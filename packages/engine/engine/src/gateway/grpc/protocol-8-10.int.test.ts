import { loadGatewayService } from '@jobwright/camunda8-protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { definitions, end, flows, process, start, task } from '../../core/testing/bpmn.ts';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';
import { connectRawGateway, type Fields, type RawGateway } from '../../testing/raw-gateway.ts';

let engine: EmbeddedEngine;
let gateway: RawGateway;
beforeAll(async () => {
  engine = await startEngine();
  gateway = connectRawGateway(engine.grpcAddress, loadGatewayService());
});
afterAll(async () => {
  gateway.close();
  await engine.close();
});

async function startWork(id: string, request: Fields = {}): Promise<string> {
  const content = Buffer.from(
    definitions(
      process(
        id,
        start(),
        task('a', { type: `${id}-a` }),
        task('b', { type: `${id}-b` }),
        end(),
        flows('start > a > b > end'),
      ),
    ),
  );
  await gateway.call('DeployResource', { resources: [{ name: `${id}.bpmn`, content }] });
  const created = await gateway.call('CreateProcessInstance', { bpmnProcessId: id, version: -1, ...request });
  return 'ok' in created ? String(created.ok['processInstanceKey']) : '';
}

async function activate(type: string, request: Fields = {}): Promise<readonly Fields[]> {
  const messages = await gateway.collect('ActivateJobs', {
    type,
    worker: 'w',
    timeout: 60_000,
    maxJobsToActivate: 5,
    requestTimeout: -1,
    ...request,
  });
  if (!Array.isArray(messages)) throw new Error(JSON.stringify(messages));
  return messages.flatMap((message: Fields) => message['jobs'] as Fields[]);
}

describe('leases', () => {
  test('a leased job is settled with its token, and no other', async () => {
    await startWork('leased');
    const [job] = await activate('leased-a', { withLease: true });
    const jobKey = job?.['key'];
    const jobLeaseToken = job?.['jobLeaseToken'];
    expect(jobLeaseToken).toMatch(/./);
    for (const request of [{}, { jobLeaseToken: 'stale' }])
      for (const rpc of ['CompleteJob', 'FailJob', 'ThrowError'])
        expect(await gateway.call(rpc, { jobKey, ...request })).toMatchObject({
          error: 'FAILED_PRECONDITION',
        });
    const stale = { jobKey, jobLeaseToken: 'stale' };
    expect(await gateway.call('UpdateJobTimeout', { timeout: 1, ...stale })).toMatchObject({
      error: 'FAILED_PRECONDITION',
    });
    expect(await gateway.call('UpdateJobRetries', { retries: 1, ...stale })).toMatchObject({
      error: 'FAILED_PRECONDITION',
    });
    expect(await gateway.call('CompleteJob', { jobKey, jobLeaseToken })).toMatchObject({ ok: {} });
  });

  test('a stream with leases gets tokens, one without never gets a leased job', async () => {
    const request = { type: 'pushed-a', worker: 'w', timeout: 60_000 };
    const seen: Fields[] = [];
    const plain = gateway.open('StreamActivatedJobs', request);
    plain.on('data', () => seen.push({ unleased: true })).on('error', () => undefined);
    const leasing = gateway.open('StreamActivatedJobs', { ...request, withLease: true });
    const nextLeased = (): Promise<Fields> => new Promise((resolve) => leasing.once('data', resolve));
    leasing.on('error', () => undefined);
    // The engine has both once it answers this.
    await activate('other');
    const first = nextLeased();
    await startWork('pushed');
    await startWork('pushed');
    const { key, jobLeaseToken } = await first;
    const before = seen.length;
    const again = nextLeased();
    await gateway.call('FailJob', { jobKey: key, retries: 1, jobLeaseToken });
    expect(await again).toMatchObject({
      key,
      jobLeaseToken: expect.not.stringMatching(`^${String(jobLeaseToken)}$`),
    });
    expect(seen).toHaveLength(before);
    plain.cancel();
    leasing.cancel();
  });
});

test('a job tells its priority, tags and business id', async () => {
  await startWork('labelled', { tags: ['a'], businessId: 'order-1' });
  const [job] = await activate('labelled-a');
  expect(job).toMatchObject({ priority: 0, tags: ['a'], businessId: 'order-1', physicalTenantId: 'default' });
  expect(job).not.toHaveProperty('jobLeaseToken');
});

test('UpdateJobPriority moves a job forwards', async () => {
  await startWork('moved');
  await startWork('moved');
  const keys = engine.core.jobs().flatMap(({ type, key }) => (type === 'moved-a' ? [key] : []));
  expect(await gateway.call('UpdateJobPriority', { jobKey: keys[1], priority: 5 })).toMatchObject({ ok: {} });
  expect(await gateway.call('UpdateJobPriority', { jobKey: keys[1] })).toMatchObject({
    error: 'INVALID_ARGUMENT',
  });
  const jobs = await activate('moved-a');
  expect(jobs.map(({ key, priority }) => [key, priority])).toEqual([
    [keys[1], 5],
    [keys[0], 0],
  ]);
});

test('AssignProcessInstanceBusinessId and CompleteJob assign a business id', async () => {
  const processInstanceKey = await startWork('late');
  const request = { processInstanceKey, businessId: 'order-1' };
  expect(await gateway.call('AssignProcessInstanceBusinessId', request)).toMatchObject({ ok: {} });
  expect(await gateway.call('AssignProcessInstanceBusinessId', request)).toMatchObject({
    error: 'FAILED_PRECONDITION',
  });
  const key = await startWork('later');
  const [job] = await activate('later-a');
  await gateway.call('CompleteJob', { jobKey: job?.['key'], businessId: 'order-2' });
  expect(engine.core.instance(key)?.businessId).toBe('order-2');
  expect(await activate('later-b')).toMatchObject([{ businessId: 'order-2' }]);
});

test('ModifyProcessInstance moves tokens, and terminates by element', async () => {
  const key = await startWork('repaired');
  const move = { sourceElementId: 'a', targetElementId: 'b', inferAncestorScopeFromSourceHierarchy: true };
  const moved = await gateway.call('ModifyProcessInstance', {
    processInstanceKey: key,
    moveInstructions: [move],
  });
  expect(moved).toMatchObject({ ok: {} });
  expect(engine.core.instance(key)?.activeElements).toEqual(['b']);
  await gateway.call('ModifyProcessInstance', {
    processInstanceKey: key,
    terminateInstructions: [{ elementId: 'b' }],
  });
  expect(engine.core.instance(key)?.state).toBe('TERMINATED');
});

test('jobs of all tenants are asked for with a filter', async () => {
  await startWork('filtered');
  expect(await activate('filtered-a', { tenantFilter: 'ASSIGNED' })).toMatchObject([
    { tenantId: '<default>' },
  ]);
});
