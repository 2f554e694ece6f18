import { Camunda8 } from '@camunda8/sdk';
import { defineConnector, type OperationContext, silentLogger } from '@jobwright/connector-sdk';
import { type EmbeddedEngine, type EngineCore, startEngine } from '@jobwright/engine';
import { createEnvironmentSecrets, type ConnectorWorkers, startConnectors } from '@jobwright/runtime';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { openCluster } from './cluster/open-cluster.ts';
import { attachConnectors } from './connector-workers.ts';
import { camunda8 } from './camunda8.ts';
import { greet, processOf } from './testing/processes.ts';

let engine: EmbeddedEngine;
let transport: 'grpc' | 'rest';
const open: { close(options?: { timeoutMs: number }): Promise<void> }[] = [];
const keep = <Closable extends (typeof open)[number]>(closable: Closable): Closable => {
  open.push(closable);
  return closable;
};

beforeEach(async () => {
  engine = await startEngine({ physicalTenants: [{ id: 'risk' }] });
});
afterEach(async () => {
  for (const closable of open.splice(0)) await closable.close({ timeoutMs: 0 });
  await engine.close();
});

const TYPE = 'acme:greet:1';
const tenantId = '<default>';
const settings = (more: object = {}) => ({
  ZEEBE_GRPC_ADDRESS: engine.grpcAddress,
  ZEEBE_REST_ADDRESS: engine.restAddress,
  CAMUNDA_AUTH_STRATEGY: 'NONE' as const,
  JOBWRIGHT_CLUSTER_TRANSPORT: transport,
  ...more,
});

async function deploy(core: EngineCore, content: string): Promise<void> {
  const deployed = await core.deploy({ resources: [{ name: 'p.bpmn', content }], tenantId });
  if (!deployed.ok) throw new Error(deployed.rejection.reason);
}
function start(core: EngineCore, more: object = {}): string {
  const variables = { name: 'Ada' };
  const created = core.createInstance({ bpmnProcessId: 'p', version: -1, variables, tenantId, ...more });
  if (!created.ok) throw new Error(created.rejection.reason);
  return created.value.processInstanceKey;
}
const ended = (core: EngineCore, key: string): Promise<void> =>
  new Promise((resolve) => void core.onInstanceEnd(key, () => resolve()));
const activate = (core: EngineCore, withLease: boolean) => {
  const command = {
    type: TYPE,
    worker: 'other',
    timeoutMs: 60_000,
    maxJobs: 5,
    fetchVariables: [],
    withLease,
  };
  const result = core.activateJobs(command);
  return result.ok ? result.value : [];
};

describe.each(['grpc', 'rest'] as const)('leases over %s', (over) => {
  beforeEach(() => void (transport = over));

  it('are off by default, and so when attached to a client', async () => {
    const { core } = engine;
    await deploy(core, processOf('p', [{ type: TYPE }, { type: 'attached' }]));
    const completeJob = vi.spyOn(core, 'completeJob');
    keep(
      await startConnectors({ connectors: [greet(TYPE)], clusters: [camunda8({ settings: settings() })] }),
    );
    const sdk = new Camunda8({ ...settings(), CAMUNDA_LOG_LEVEL: 'none' });
    keep(await attachConnectors(sdk.getZeebeGrpcApiClient(), { connectors: [greet('attached')] }));
    await ended(core, start(core));
    const tokens = completeJob.mock.calls.map(([{ jobLeaseToken }]) => jobLeaseToken);
    expect(tokens).toEqual([undefined, undefined]);
    await sdk.closeAllClients();
  });

  it('let only the answer of the latest delivery count, and keep jobs from workers without them', async () => {
    const { core } = engine;
    await deploy(core, processOf('p', [{ type: TYPE, headers: { resultVariable: 'answer' } }]));
    const leasing = { ...silentLogger, info: vi.fn(), warn: vi.fn() };
    let runs = 0;
    let slow: (() => void) | undefined;
    const waiting = new Promise<void>((resolve) => (slow = resolve));
    const connector = greet(TYPE, async () => {
      runs += 1;
      if (runs === 1) await waiting;
    });
    const workers = (name: string, lease: 'on' | 'off') =>
      startConnectors({
        connectors: [connector],
        clusters: [camunda8({ settings: settings(), workerName: name, lease, streams: 'off' })],
        logger: leasing,
        maxJobsPerConnector: 1,
      });
    const first = keep(await workers('leasing', 'on'));
    const key = start(core);
    await vi.waitFor(() => expect(runs).toBe(1));
    const [job] = core.jobs();
    // The engine takes the job from its worker, which does not know it yet.
    expect(core.updateJobTimeout({ jobKey: job?.key ?? '', timeoutMs: -1 }).ok).toBe(true);
    await vi.waitFor(() => expect(core.jobs()[0]?.state).toBe('ACTIVATABLE'));
    const plain = keep(await workers('plain', 'off'));
    expect(activate(core, false)).toEqual([]);
    const [second] = activate(core, true);
    expect(second?.key).toBe(job?.key);
    slow?.();
    await vi.waitFor(() => expect(first.runtime.statistics()[TYPE]?.gone).toBe(1));
    expect(core.instance(key)?.state).toBe('ACTIVE');
    const settled = ended(core, key);
    const answer = { jobKey: second?.key ?? '', jobLeaseToken: second?.jobLeaseToken ?? '', variables: {} };
    expect(core.completeJob(answer).ok).toBe(true);
    await settled;
    expect(runs).toBe(1);
    expect(plain.runtime.statistics()[TYPE]?.activated).toBe(0);
    expect(
      leasing.info.mock.calls.filter(([, text]) => String(text).startsWith('Jobs are leased')),
    ).toHaveLength(1);
    const warnings = leasing.warn.mock.calls.map(([, text]) => String(text));
    expect(warnings.filter((text) => text.includes('without a lease'))).toEqual([]);
  });

  it('serve a fleet of one kind: each job once', async () => {
    const { core } = engine;
    await deploy(core, processOf('p', [{ type: TYPE }]));
    const done = new Set<string>();
    const connector = greet(TYPE, async ({ job }) => void done.add(job.key));
    for (const workerName of ['a', 'b'])
      keep(
        await startConnectors({
          connectors: [connector],
          clusters: [camunda8({ settings: settings(), workerName, lease: 'on' })],
        }),
      );
    const keys = Array.from({ length: 50 }, () => start(core));
    await Promise.all(keys.map((key) => ended(core, key)));
    expect(done.size).toBe(50);
  });
});

describe.each(['grpc', 'rest'] as const)('physical tenants over %s', (over) => {
  beforeEach(() => void (transport = over));

  const tell = (seen: OperationContext[]) =>
    defineConnector({
      type: TYPE,
      name: 'Tell',
      input: z.object({ secret: z.string().meta({ title: 'Secret' }) }),
      output: z.unknown(),
      run: (_input, context) => {
        seen.push(context);
        return Promise.resolve({});
      },
    });

  it('are served beside each other, each with secrets, documents and models of its own', async () => {
    const risk = engine.physicalTenants.get('risk')!;
    const inputs = { secret: '{{secrets.TOKEN}}' };
    for (const core of [engine.core, risk]) await deploy(core, processOf('p', [{ type: TYPE, inputs }]));
    const provider = createEnvironmentSecrets(
      { SECRET_default_TOKEN: 'of default', SECRET_risk_TOKEN: 'of risk' },
      { physicalTenantAware: true },
    );
    const asked: (string | undefined)[] = [];
    const secrets = {
      provider: {
        getSecret(name: string, context: Parameters<typeof provider.getSecret>[1]) {
          asked.push(provider.getSecret(name, context) as string | undefined);
          return provider.getSecret(name, context);
        },
      },
    };
    const seen: OperationContext[] = [];
    const run = (more: object) =>
      startConnectors({
        connectors: [tell(seen)],
        secrets,
        clusters: [camunda8({ settings: settings(more) })],
      });
    keep(await run({}));
    keep(await run({ CAMUNDA_PHYSICAL_TENANT_ID: 'risk' }));
    const labels = { businessId: 'order-1', tags: ['a'] };
    await ended(risk, start(risk, labels));
    await ended(engine.core, start(engine.core));
    expect(asked).toEqual(['of risk', 'of default']);
    const [ofRisk, ofDefault] = seen;
    expect(ofRisk?.job).toMatchObject({ physicalTenantId: 'risk', priority: 0, ...labels });
    expect(ofDefault?.job).toMatchObject({ physicalTenantId: 'default' });
    expect(ofDefault?.job).not.toHaveProperty('businessId');
    expect(ofDefault?.job).not.toHaveProperty('tags');
    // Both count keys from the same number.
    expect(ofRisk?.idempotencyKey).toBe(`risk:${ofDefault?.idempotencyKey}`);
    const options = { signal: AbortSignal.timeout(10_000) };
    const content = { content: Buffer.from('x'), fileName: 'x.txt', contentType: 'text/plain' };
    const reference = await ofRisk!.documents.create(content, options);
    const read = await ofRisk!.documents.open(reference, options);
    expect(await new Response(ReadableStream.from(read.content)).text()).toBe('x');
    await expect(ofDefault!.documents.open(reference, options)).rejects.toThrow();
  });

  it('are chosen when attached to a client too, and by all calls of a cluster’s client', async () => {
    const risk = engine.physicalTenants.get('risk')!;
    await deploy(risk, processOf('p', [{ type: TYPE }]));
    const sdk = new Camunda8({ ...settings(), CAMUNDA_LOG_LEVEL: 'none' });
    const options = { connectors: [greet(TYPE)], physicalTenantId: 'risk' };
    const workers: ConnectorWorkers = keep(await attachConnectors(sdk.getZeebeGrpcApiClient(), options));
    await ended(risk, start(risk));
    await workers.close();
    await sdk.closeAllClients();
    const cluster = keep(await openCluster(settings({ CAMUNDA_PHYSICAL_TENANT_ID: 'risk' })));
    const bounds = { timeoutMs: 10_000 };
    const content = Buffer.from(processOf('deployed', [{ type: TYPE }]));
    const [process] = await cluster.deploy({ resources: [{ name: 'd.bpmn', content }] }, bounds);
    expect(risk.processXml(process?.key ?? '')).toContain('id="deployed"');
    const path = `/v2/process-definitions/${process?.key}/xml`;
    expect((await cluster.rest?.call(path, { method: 'GET' }, bounds))?.status).toBe(200);
    const other = keep(await openCluster(settings({ CAMUNDA_PHYSICAL_TENANT_ID: 'unknown' })));
    await expect(other.topology(bounds)).rejects.toThrow(/(no such|Unknown) physical tenant/);
  });

  it('have an ID of lower case letters and digits', async () => {
    await expect(openCluster(settings({ CAMUNDA_PHYSICAL_TENANT_ID: 'Risk' }))).rejects.toThrow(
      'CAMUNDA_PHYSICAL_TENANT_ID: Risk (expected 1 to 64 lower case letters and digits)',
    );
  });
});

describe('priorities', () => {
  beforeEach(() => void (transport = 'grpc'));

  const model = (id: string, priority?: string): string => {
    const xml = processOf(id, [{ type: TYPE }]);
    const mark = `<zeebe:jobPriorityDefinition priority="${priority}" />`;
    return priority === undefined ? xml : xml.replace('<zeebe:taskHeaders>', `${mark}<zeebe:taskHeaders>`);
  };

  it('decide which jobs run first, once a model that gives them is noticed', async () => {
    const { core } = engine;
    const done: number[] = [];
    let release: (() => void) | undefined;
    const connector = greet(TYPE, async ({ job }) => {
      done.push(job.priority ?? 0);
      if (done.length === 2) await new Promise<void>((resolve) => (release = resolve));
    });
    const logger = { ...silentLogger, info: vi.fn() };
    await deploy(core, model('p'));
    keep(
      await startConnectors({
        connectors: [connector],
        clusters: [camunda8({ settings: settings() })],
        maxJobsPerConnector: 1,
        logger,
      }),
    );
    await ended(core, start(core));
    expect(logger.info).not.toHaveBeenCalled();
    await deploy(core, model('p', '=priority'));
    const run = (priority: number) => start(core, { variables: { name: 'Ada', priority } });
    const first = run(0);
    await vi.waitFor(() => expect(done).toHaveLength(2));
    await vi.waitFor(() => expect(logger.info).toHaveBeenCalledWith({ jobType: TYPE }, expect.any(String)));
    const keys = [1, 3, 2, 9, 0].map(run);
    const all = Promise.all([first, ...keys].map((key) => ended(core, key)));
    release?.();
    await all;
    expect(done.slice(2)).toEqual([9, 3, 2, 1, 0]);
  });
});
