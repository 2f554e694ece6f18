import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEngine } from '@jobwright/engine';
import { expect, onTestFinished, test, vi } from 'vitest';

const cli = fileURLToPath(new URL('../../cli.ts', import.meta.url));
const tsx = fileURLToPath(new URL('../../../../../../node_modules/tsx/dist/loader.mjs', import.meta.url));
const SOON = { timeout: 40_000, interval: 50 };

const toModel = (url: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="http://jobwright.example">
<bpmn:process id="read" isExecutable="true"><bpmn:startEvent id="start" /><bpmn:serviceTask id="get"><bpmn:extensionElements><zeebe:taskDefinition type="io.jobwright:customer-data:1" /><zeebe:ioMapping><zeebe:input source="mysql" target="backend" /><zeebe:input source="${url}" target="connection.url" /><zeebe:input source="=1" target="key" /></zeebe:ioMapping><zeebe:taskHeaders><zeebe:header key="operation" value="get" /></zeebe:taskHeaders></bpmn:extensionElements></bpmn:serviceTask><bpmn:endEvent id="end" />
<bpmn:sequenceFlow id="a" sourceRef="start" targetRef="get" /><bpmn:sequenceFlow id="b" sourceRef="get" targetRef="end" /></bpmn:process></bpmn:definitions>`;

/** Takes connections and never greets. */
async function startSilentDatabase() {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.on('error', () => undefined);
    onTestFinished(() => void socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, connections: () => connections };
}

test('SIGHUP and a saved configuration while a database does not greet end nothing, and SIGTERM ends it well', async () => {
  const database = await startSilentDatabase();
  const engine = await startEngine();
  onTestFinished(() => engine.close());
  const folder = await mkdtemp(join(tmpdir(), 'jobwright-reload-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const config = join(folder, 'jobwright.yaml');
  await writeFile(config, 'jobs: { drainTimeoutSeconds: 1 }\n');
  const content = toModel(`mysql://u:p@localhost:${database.port}/crm?ssl-mode=disabled`);
  const deployed = await engine.core.deploy({
    resources: [{ name: 'a.bpmn', content }],
    tenantId: '<default>',
  });
  expect(deployed.ok).toBe(true);

  const child = spawn(
    process.execPath,
    ['--import', tsx, '--conditions=@jobwright/source', cli, 'start', '--config', config],
    {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        ZEEBE_GRPC_ADDRESS: engine.grpcAddress,
        ZEEBE_REST_ADDRESS: engine.restAddress,
        CAMUNDA_AUTH_STRATEGY: 'NONE',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  const ended = once(child, 'exit');
  await vi.waitFor(() => expect(log).toContain('"Ready"'), SOON);

  const start = () =>
    engine.core.createInstance({ bpmnProcessId: 'read', version: -1, variables: {}, tenantId: '<default>' });
  for (let instance = 0; instance < 6; instance += 1) start();
  await vi.waitFor(() => expect(database.connections()).toBeGreaterThanOrEqual(5), SOON);

  const reloads = () => log.split('\n').filter((line) => line.includes('"Reloaded"')).length;
  child.kill('SIGHUP');
  await vi.waitFor(() => expect(reloads()).toBe(1), SOON);
  await writeFile(config, 'jobs: { drainTimeoutSeconds: 2 }\n');
  await vi.waitFor(() => expect(reloads()).toBe(2), SOON);
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(log).toContain('"Stopped"');
  expect(log).not.toMatch(/AggregateError|Unhandled|^\s+at /m);
}, 120_000);
