import { setTimeout as sleep } from 'node:timers/promises';
import { camunda8, startConnectors } from '@jobwright/camunda8';
import { startEngineProcess } from '@jobwright/servers/test-cluster';
import { expect, onTestFinished, test, vi } from 'vitest';
import { connectClient, toEnvironment } from './testing/connect-client.ts';
import { workOn } from './scenarios/work-on.ts';
import { oneTaskProcess } from './testing/one-task-process.ts';

const JOB_TYPE = 'test:restart';
const SOON = { timeout: 50_000, interval: 100 };
const portOf = (address: string): number => Number(address.slice(address.lastIndexOf(':') + 1));

test('an engine that is killed at work is left alone until it is back, and is two log lines', async () => {
  const first = await startEngineProcess();
  onTestFinished(() => first.stop());
  const { camunda8: sdk, configuration, client } = connectClient(toEnvironment(first));
  onTestFinished(() => sdk.closeAllClients());
  const model = Buffer.from(oneTaskProcess({ id: 'restart', jobType: JOB_TYPE }));
  const deploy = () =>
    vi.waitFor(() => client.deployResource({ process: model, name: 'restart.bpmn' }), SOON);
  const start = (text: string) =>
    client.createProcessInstance({ bpmnProcessId: 'restart', variables: { text } });
  await deploy();

  let runs = 0;
  const lines: string[] = [];
  const log = ({ error }: { readonly error?: unknown }, message: string) =>
    void lines.push(error instanceof Error ? `${message}: ${error.message}` : message);
  const workers = await startConnectors({
    connectors: [
      workOn(JOB_TYPE, async () => {
        runs += 1;
        await sleep(50);
      }),
    ],
    clusters: [camunda8({ settings: configuration, activationTimeoutMs: 10_000 })],
    maxJobsPerConnector: 8,
    logger: { debug: () => undefined, info: log, warn: log, error: log },
  });
  onTestFinished(() => workers.close({ timeoutMs: 0 }));
  for (let left = 60; left > 0; left -= 1) await start('before');
  await vi.waitFor(() => expect(runs).toBeGreaterThan(10), SOON);

  process.kill(first.pid, 'SIGKILL');
  await vi.waitFor(() => expect(workers.isConnected).toBe(false), SOON);
  // It keeps nothing: what was held is unknown to the new one, and given up with a word.
  const second = await startEngineProcess({
    grpcPort: portOf(first.grpcAddress),
    restPort: portOf(first.restAddress),
  });
  onTestFinished(() => second.stop());
  await deploy();
  const before = workers.runtime.statistics()[JOB_TYPE]?.complete ?? 0;
  for (let left = 20; left > 0; left -= 1) await start('after');
  await vi.waitFor(() => expect(workers.runtime.statistics()[JOB_TYPE]?.complete).toBe(before + 20), SOON);
  await vi.waitFor(() => expect(workers.runtime.jobsInFlight(JOB_TYPE)).toBe(0), SOON);
  expect(workers.runtime.statistics()[JOB_TYPE]).toMatchObject({ fail: 0, throwError: 0 });
  const states = () => lines.filter((line) => line.startsWith('The engine'));
  await vi.waitFor(() => expect(states().at(-1)).toBe('The engine answers again'), SOON);
  expect(states()).toEqual([
    expect.stringContaining('The engine does not deliver jobs; retrying'),
    'The engine answers again',
  ]);
});
