import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Camunda8 } from '@camunda8/sdk';
import { startConnectors } from '@jobwright/camunda8';
import { startBroker } from '@jobwright/camunda8-broker';
import { expect, onTestFinished, test, vi } from 'vitest';
import { workOn } from './testing/load-world.ts';
import { oneTaskProcess } from './testing/one-task-process.ts';

const JOB_TYPE = 'test:restart';
const LONG = { timeout: 100_000, interval: 100 };

test(
  'a broker that is killed and started again loses no job, and is two log lines',
  { timeout: 240_000 },
  async () => {
    const dataDirectory = await mkdtemp(join(tmpdir(), 'jobwright-restart-'));
    onTestFinished(() => rm(dataDirectory, { recursive: true, force: true }));
    const first = await startBroker({ dataDirectory, heap: '512m' });
    onTestFinished(() => first.stop());
    const configuration = {
      ZEEBE_GRPC_ADDRESS: `grpc://${first.grpcAddress}`,
      ZEEBE_REST_ADDRESS: first.restAddress,
      CAMUNDA_AUTH_STRATEGY: 'NONE',
      CAMUNDA_LOG_LEVEL: 'none',
      zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE', ZEEBE_GRPC_CLIENT_RETRY: false },
    } as const;
    const camunda8 = new Camunda8(configuration);
    onTestFinished(() => camunda8.closeAllClients());
    const client = camunda8.getZeebeGrpcApiClient();
    const model = oneTaskProcess({ id: 'restart', jobType: JOB_TYPE });
    await client.deployResource({ process: Buffer.from(model), name: 'restart.bpmn' });
    const start = () =>
      vi.waitFor(
        () => client.createProcessInstance({ bpmnProcessId: 'restart', variables: { text: 'x' } }),
        LONG,
      );

    const seen = new Set<string>();
    const lines: string[] = [];
    const log = ({ error }: { readonly error?: unknown }, message: string) =>
      void lines.push(error instanceof Error ? `${message}: ${error.message}` : message);
    const workers = await startConnectors({
      connectors: [
        workOn(JOB_TYPE, async ({ job }) => {
          seen.add(job.processInstanceKey);
          await sleep(50);
        }),
      ],
      camunda8: configuration,
      maxJobsPerConnector: 8,
      activationTimeoutMs: 10_000,
      logger: { debug: () => undefined, info: log, warn: log, error: log },
    });
    onTestFinished(() => workers.close({ timeoutMs: 0 }));
    const started: string[] = [];
    const startMany = async (count: number) => {
      for (let left = count; left > 0; left -= 1) started.push((await start()).processInstanceKey);
    };
    await startMany(60);
    await vi.waitFor(() => expect(seen.size).toBeGreaterThan(10), LONG);

    process.kill(first.pid, 'SIGKILL');
    await vi.waitFor(() => expect(workers.isConnected).toBe(false), LONG);
    const [grpcPort, restPort] = [first.grpcAddress, first.restAddress].map((address) =>
      Number(address.slice(address.lastIndexOf(':') + 1)),
    );
    const second = await startBroker({
      dataDirectory,
      heap: '512m',
      ...(grpcPort !== undefined && { grpcPort }),
      ...(restPort !== undefined && { restPort }),
    });
    onTestFinished(() => second.stop());
    await startMany(20);
    await vi.waitFor(() => expect([...seen].sort()).toEqual([...started].sort()), LONG);
    await vi.waitFor(() => expect(workers.runtime.heldOf(JOB_TYPE)).toBe(0), LONG);
    expect(workers.runtime.statistics()[JOB_TYPE]).toMatchObject({ fail: 0, throwError: 0 });
    const states = () => lines.filter((line) => line.startsWith('The engine'));
    await vi.waitFor(() => expect(states().at(-1)).toBe('The engine answers again'), LONG);
    expect(states()).toEqual([
      expect.stringContaining('The engine gives no jobs; trying again until it does'),
      'The engine answers again',
    ]);
  },
);
