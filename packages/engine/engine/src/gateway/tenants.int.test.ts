import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dmn, literalDecision } from '../core/testing/dmn.ts';
import { type EmbeddedEngine, startEngine } from '../embedded-engine.ts';
import { workModel } from '../testing/gateway-models.ts';
import { connectRawGateway, type RawGateway } from '../testing/raw-gateway.ts';

let engine: EmbeddedEngine;
let gateway: RawGateway;

beforeAll(async () => {
  engine = await startEngine({ tenantIds: ['acme', 'globex'] });
  gateway = connectRawGateway(engine.grpcAddress);
});
afterAll(async () => {
  gateway.close();
  await engine.close();
});

const deploy = (tenantId: string, id: string) =>
  gateway.call('DeployResource', {
    tenantId,
    resources: [{ name: 'work.bpmn', content: Buffer.from(workModel(id)) }],
  });
const create = (tenantId: string, bpmnProcessId: string) =>
  gateway.call('CreateProcessInstance', { tenantId, bpmnProcessId, version: -1, variables: '{}' });
const activate = async (type: string, tenantIds: readonly string[]) => {
  const request = {
    type,
    worker: 'w',
    timeout: 60_000,
    maxJobsToActivate: 10,
    requestTimeout: -1,
    tenantIds,
  };
  const answer = await gateway.collect('ActivateJobs', request);
  if (!Array.isArray(answer)) return answer;
  return answer.flatMap((message: { jobs?: { tenantId: string }[] }) =>
    (message.jobs ?? []).map(({ tenantId }) => tenantId),
  );
};

describe('an engine with tenants', () => {
  test('keeps processes and jobs of each apart', async () => {
    for (const tenantId of ['acme', 'globex', '<default>']) await deploy(tenantId, 'apart');
    for (const tenantId of ['globex', 'acme', '<default>', 'acme']) await create(tenantId, 'apart');
    expect(await activate('apart-work', ['acme'])).toEqual(['acme', 'acme']);
    expect(await activate('apart-work', ['acme', 'globex', '<default>'])).toEqual(['globex', '<default>']);
    expect(await activate('apart-work', ['acme'])).toEqual([]);
  });

  test('a process of one is none of another', async () => {
    await deploy('acme', 'own');
    expect(await create('globex', 'own')).toMatchObject({ error: 'NOT_FOUND' });
  });

  test('polls and streams that wait get jobs of their tenants only', async () => {
    for (const tenantId of ['acme', 'globex']) await deploy(tenantId, 'waiting');
    const seen: string[] = [];
    const request = (tenantId: string) => ({
      type: 'waiting-work',
      worker: 'w',
      timeout: 60_000,
      tenantIds: [tenantId],
    });
    const poll = gateway.collect('ActivateJobs', {
      ...request('globex'),
      maxJobsToActivate: 1,
      requestTimeout: 10_000,
    });
    const stream = gateway.open('StreamActivatedJobs', request('acme'));
    const pushed = new Promise<void>((resolve) => {
      stream.on('data', ({ tenantId }: { tenantId: string }) => {
        seen.push(tenantId);
        resolve();
      });
    });
    stream.on('error', () => undefined);
    // The engine has both once it answers this.
    await activate('other', ['acme']);
    await create('globex', 'waiting');
    await create('acme', 'waiting');
    expect(await poll).toMatchObject([{ jobs: [{ tenantId: 'globex' }] }]);
    await pushed;
    expect(seen).toEqual(['acme']);
    stream.cancel();
  });

  test.each([
    ['', 'INVALID_ARGUMENT', 'no tenant identifier was provided'],
    ['initech', 'PERMISSION_DENIED', 'tenant is not authorized to perform this request'],
  ])('the tenant %j is refused', async (tenantId, error, details) => {
    const refusal = { error, details: expect.stringContaining(details) };
    expect(await deploy(tenantId, 'refused')).toMatchObject(refusal);
    expect(await create(tenantId, 'refused')).toMatchObject(refusal);
    expect(await activate('refused', tenantId === '' ? [] : [tenantId])).toMatchObject(refusal);
  });
});

test('a decision is evaluated in its tenant alone', async () => {
  const content = Buffer.from(dmn('g', literalDecision('d', '1')));
  const resources = [{ name: 'd.dmn', content }];
  await gateway.call('DeployResource', { tenantId: 'acme', resources });
  const evaluate = (tenantId: string) =>
    gateway.call('EvaluateDecision', { decisionId: 'd', variables: '{}', tenantId });
  expect(await evaluate('acme')).toMatchObject({ ok: { decisionOutput: '1', tenantId: 'acme' } });
  expect(await evaluate('globex')).toMatchObject({ error: 'NOT_FOUND' });
  expect(await evaluate('none')).toMatchObject({ error: 'PERMISSION_DENIED' });
  expect(await evaluate('')).toMatchObject({ error: 'INVALID_ARGUMENT' });
});
