import { Camunda8 } from '@camunda8/sdk';
import { type EmbeddedEngine, startEngine } from '@jobwright/engine';
import { ClusterUnreachableError, type ConnectorWorkers, startConnectors } from '@jobwright/runtime';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { attachConnectors } from './connector-workers.ts';
import { camunda8 } from './camunda8.ts';
import { outliveDeadline } from './testing/outlive-deadline.ts';
import { greet, processOf } from './testing/processes.ts';

let engine: EmbeddedEngine;
let sdk: Camunda8;
const open: ConnectorWorkers[] = [];

const configuration = (grpcAddress: string) => ({
  ZEEBE_GRPC_ADDRESS: grpcAddress,
  ZEEBE_REST_ADDRESS: engine.restAddress,
  CAMUNDA_AUTH_STRATEGY: 'NONE' as const,
  CAMUNDA_LOG_LEVEL: 'none' as const,
  zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE' as const, ZEEBE_GRPC_CLIENT_RETRY: false },
});
const client = () => sdk.getZeebeGrpcApiClient();

async function deploy(...args: Parameters<typeof processOf>) {
  await client().deployResource({ process: Buffer.from(processOf(...args)), name: `${args[0]}.bpmn` });
}
async function runProcess(bpmnProcessId: string, variables: Record<string, unknown>) {
  const answer = await client().createProcessInstanceWithResult({
    bpmnProcessId,
    variables: variables as never,
    requestTimeout: 15_000,
  });
  return answer.variables;
}
const start = (bpmnProcessId: string, variables: object) =>
  client().createProcessInstance({ bpmnProcessId, variables: variables as never });
const keep = (workers: ConnectorWorkers) => {
  open.push(workers);
  return workers;
};

beforeEach(async () => {
  engine = await startEngine();
  sdk = new Camunda8(configuration(engine.grpcAddress));
});
afterEach(async () => {
  for (const workers of open.splice(0)) await workers.close({ timeoutMs: 0 });
  await sdk.closeAllClients();
  await engine.close();
});

function blockEventLoop(durationMs: number): void {
  const end = performance.now() + durationMs;
  while (performance.now() < end);
}

const withResult = { resultExpression: '={greeting: greeting}' };

describe('a connector', () => {
  it('runs alone, as a job worker of its own', async () => {
    await deploy('alone', [{ type: 'acme:greet:1', headers: withResult }]);
    keep(
      await startConnectors({
        connectors: [greet('acme:greet:1')],
        clusters: [camunda8({ settings: configuration(engine.grpcAddress) })],
      }),
    );
    expect(await runProcess('alone', { name: 'Ada' })).toEqual({ name: 'Ada', greeting: 'Hello Ada' });
  });

  it("runs on the application's own client, beside its own job workers, and leaves that client open", async () => {
    await deploy('attached', [{ type: 'acme:greet:1', headers: withResult }, { type: 'their-own' }]);
    const theirs = client();
    const worker = theirs.createWorker({
      taskType: 'their-own',
      pollInterval: 10,
      taskHandler: (job) => job.complete({ handWritten: true }),
    });
    const workers = keep(await attachConnectors(theirs, { connectors: [greet('acme:greet:1')] }));
    expect(await runProcess('attached', { name: 'Ada' })).toEqual({
      name: 'Ada',
      greeting: 'Hello Ada',
      handWritten: true,
    });
    await workers.close();
    await expect(theirs.topology()).resolves.toMatchObject({ clusterSize: 1 });
    await worker.close();
  });

  it('runs together with others in one application: the same object as in the other two', async () => {
    const same = greet('acme:greet:1');
    await deploy('together', [
      { type: 'acme:greet:1', headers: withResult },
      { type: 'acme:greet:2', headers: { resultVariable: 'second' } },
    ]);
    keep(
      await startConnectors({
        connectors: [same, greet('acme:greet:2')],
        clusters: [camunda8({ settings: configuration(engine.grpcAddress) })],
      }),
    );
    expect(await runProcess('together', { name: 'Ada' })).toMatchObject({
      greeting: 'Hello Ada',
      second: { greeting: 'Hello Ada' },
    });
    const attached = keep(await attachConnectors(client(), { connectors: [same] }));
    expect(attached.runtime.connectors).toEqual([same]);
  });
});

describe('jobs', () => {
  const attach = async (run: Parameters<typeof greet>[1], options = {}) =>
    keep(await attachConnectors(client(), { connectors: [greet('acme:greet:1', run)], ...options }));

  it('are never asked for beyond the limit, and all get done', async () => {
    await deploy('many', [{ type: 'acme:greet:1' }]);
    let running = 0;
    let most = 0;
    await Promise.all(Array.from({ length: 60 }, () => start('many', { name: 'x' })));
    const workers = await attach(
      async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running -= 1;
      },
      { maxJobsPerConnector: 7 },
    );
    await vi.waitFor(() => expect(workers.runtime.statistics()['acme:greet:1']?.complete).toBe(60));
    expect(most).toBeLessThanOrEqual(7);
  });

  it('live longer than their first deadline, without being handed out twice', async () => {
    await deploy('long', [{ type: 'acme:greet:1' }]);
    const outlive = outliveDeadline(engine, 4_000);
    let runs = 0;
    const workers = await attach(
      async () => {
        runs += 1;
        await outlive();
      },
      { activationTimeoutMs: 4_000, deadlineExtensionMs: 4_000 },
    );
    await runProcess('long', { name: 'x' });
    expect(runs).toBe(1);
    expect(workers.runtime.statistics()['acme:greet:1']).toMatchObject({ activated: 1, complete: 1 });
  });

  it('stop when their instance is cancelled, and are counted as gone', async () => {
    await deploy('cancelled', [{ type: 'acme:greet:1' }]);
    let aborted = false;
    let started = false;
    const workers = await attach(
      ({ signal }) =>
        new Promise<void>((resolve) => {
          started = true;
          signal.addEventListener('abort', () => {
            aborted = true;
            resolve();
          });
        }),
      { activationTimeoutMs: 4_000 },
    );
    const { processInstanceKey } = await start('cancelled', { name: 'x' });
    await vi.waitFor(() => expect(started).toBe(true));
    await client().cancelProcessInstance(processInstanceKey);
    await vi.waitFor(() => expect(workers.runtime.statistics()['acme:greet:1']?.gone).toBe(1));
    expect(aborted).toBe(true);
  });

  it('are handed back at shutdown with all retries, so that another worker gets them at once', async () => {
    await deploy('handed-back', [{ type: 'acme:greet:1' }]);
    let started = false;
    const first = await attach(({ signal }) => {
      started = true;
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))));
    });
    const result = runProcess('handed-back', { name: 'Ada' });
    await vi.waitFor(() => expect(started).toBe(true));
    const closed = first.close({ timeoutMs: 10 });
    // The time to drain is over in the round of the event loop in which the stream is cancelled.
    blockEventLoop(50);
    await closed;
    let retries = 0;
    await attach(async ({ job }) => {
      retries = job.retries;
    });
    expect(await result).toEqual({ name: 'Ada' });
    expect(retries).toBe(3);
  });

  it('come again after an outage of the engine, with one log line for each change of state', async () => {
    const port = Number(new URL(engine.grpcAddress).port);
    const lines: string[] = [];
    const log = (_: object, message: string) => void lines.push(message);
    await deploy('outage', [{ type: 'acme:greet:1', headers: withResult }]);
    keep(
      await startConnectors({
        connectors: [greet('acme:greet:1')],
        clusters: [camunda8({ settings: configuration(engine.grpcAddress) })],
        logger: { debug: log, info: log, warn: log, error: log },
      }),
    );
    expect(await runProcess('outage', { name: 'before' })).toMatchObject({ greeting: 'Hello before' });
    await sdk.closeAllClients();
    await engine.close();
    await vi.waitFor(() => expect(lines).toHaveLength(1));
    engine = await startEngine({ grpcPort: port });
    sdk = new Camunda8(configuration(engine.grpcAddress));
    await vi.waitFor(() => deploy('outage', [{ type: 'acme:greet:1', headers: withResult }]), {
      interval: 200,
    });
    expect(await runProcess('outage', { name: 'after' })).toMatchObject({ greeting: 'Hello after' });
    await vi.waitFor(() => expect(lines).toHaveLength(2));
    expect(lines).toEqual(['The engine does not deliver jobs; retrying', 'The engine answers again']);
  });
});

describe('a cluster that is not there', () => {
  it('is one clear error with the address and what to check', async () => {
    const started = startConnectors({
      connectors: [greet('acme:greet:1')],
      clusters: [camunda8({ settings: configuration('grpc://127.0.0.1:1'), connectTimeoutMs: 500 })],
    });
    await expect(started).rejects.toThrow(ClusterUnreachableError);
    await expect(started).rejects.toThrow(
      /No Camunda 8 cluster answers at 127\.0\.0\.1:1 .*ZEEBE_GRPC_ADDRESS/,
    );
  });

  it('does not keep an application from attaching: jobs come when it is there', async () => {
    const port = Number(new URL(engine.grpcAddress).port);
    await engine.close();
    await sdk.closeAllClients();
    sdk = new Camunda8({ ...configuration(`grpc://127.0.0.1:${port}`) });
    const workers = keep(await attachConnectors(client(), { connectors: [greet('acme:greet:1')] }));
    engine = await startEngine({ grpcPort: port });
    await vi.waitFor(() => deploy('later', [{ type: 'acme:greet:1', headers: withResult }]), {
      interval: 200,
    });
    expect(await runProcess('later', { name: 'Ada' })).toMatchObject({ greeting: 'Hello Ada' });
    expect(workers.runtime.statistics()['acme:greet:1']?.complete).toBe(1);
  });
});
