import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EmbeddedEngine, startEngine } from '@jobwright/engine';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { stringify } from 'yaml';
import { toEnvironment } from '../src/testing/connect-client.ts';
import { oneTaskProcess } from '../src/testing/one-task-process.ts';
import { toMailVariables } from './testing/mail-variables.ts';
import { startSocketServer } from '@jobwright/test-servers/vitest';
import { startUnlucky, type UnluckyService } from './testing/unlucky-service.ts';

// An orchestrator ends a service at any moment; what it writes to is full, or never answers.
let engine: EmbeddedEngine;
let environment: Readonly<Record<string, string>>;
beforeAll(async () => {
  engine = await startEngine();
  environment = toEnvironment(engine);
});
afterAll(() => engine?.close());

const SOON = { timeout: 40_000, interval: 20 };
const ENDS_MS = 30_000;

/** Its exit code, once it was asked; a service that goes on fails the test. */
async function askToStop(service: UnluckyService, ...signals: readonly NodeJS.Signals[]) {
  for (const signal of signals) service.process.kill(signal);
  const end = await Promise.race([service.ended, sleep(ENDS_MS, 'hangs' as const, { ref: false })]);
  expect(end, service.stderr()).not.toBe('hangs');
  expect(service.stderr()).not.toMatch(/^\s+at /m);
  return end;
}

test.each([0, 200, 500, 1_000, 2_000])(
  'asked to stop %i ms into its start, it stops without a trace of Node',
  async (ms) => {
    const service = await startUnlucky({ environment });
    await sleep(ms);
    // Before the command has been loaded, the signal itself ends the process.
    expect([0, 130, null]).toContain(await askToStop(service, 'SIGTERM'));
  },
);

test('asked to stop between the parts of its start, twice, it stops', async () => {
  const service = await startUnlucky({ environment });
  await vi.waitFor(async () => expect(await service.probe('/health/live')).toBe(200), SOON);
  expect([0, 130]).toContain(await askToStop(service, 'SIGTERM', 'SIGTERM'));
});

test('asked to stop while it takes new settings over, it stops in order', async () => {
  const service = await startUnlucky({ environment });
  await service.waitUntilReady();
  expect(await askToStop(service, 'SIGHUP', 'SIGTERM')).toBe(0);
  expect(service.stderr()).toContain('"Stopped"');
});

test.each([
  ['once, it stops in order', ['SIGTERM'], [0]],
  ['twice, it stops at once', ['SIGTERM', 'SIGTERM'], [0, 130]],
] as const)(
  'asked to stop while new settings wait for a cluster that never answers, %s',
  async (_case, signals, codes) => {
    const silent = await startSocketServer();
    const toSettings = (grpcAddress: string) => ({
      cluster: { grpcAddress, connectTimeoutSeconds: 'forever' },
    });
    const configuration = toSettings(engine.grpcAddress);
    const service = await startUnlucky({ environment: { CAMUNDA_AUTH_STRATEGY: 'NONE' }, configuration });
    await service.waitUntilReady();
    await writeFile(service.file, stringify(toSettings(`grpc://127.0.0.1:${silent.port}`)));
    service.process.kill('SIGHUP');
    await vi.waitFor(() => expect(silent.connections()).toBeGreaterThan(0), SOON);
    expect(codes).toContain(await askToStop(service, ...signals));
  },
);

/** A task that sends a mail. */
async function startMail(port: number) {
  const id = `mail-${port}`;
  const content = oneTaskProcess({ id, jobType: 'io.camunda:email:1', retries: 1 });
  const variables = toMailVariables({ host: '127.0.0.1', port });
  await engine.core.deploy({ resources: [{ name: `${id}.bpmn`, content }], tenantId: '<default>' });
  const created = engine.core.createInstance({
    bpmnProcessId: id,
    version: -1,
    variables,
    tenantId: '<default>',
  });
  if (!created.ok) throw new Error(created.rejection.reason);
  return () => engine.core.instance(created.value.processInstanceKey)?.incidents ?? [];
}

test('a full disk under the effect log: no mail is sent, and the incident says why', async () => {
  const server = await startMailServer();
  // No file may grow, as on a full disk; the error is another one of the same kind.
  const service = await startUnlucky({
    environment,
    before: 'ulimit -f 0',
    configuration: { effects: { folder: './effects' } },
  });
  await service.waitUntilReady();
  const incidents = await startMail(server.port);
  await vi.waitFor(() => expect(incidents(), service.stderr()).toHaveLength(1), SOON);
  expect(incidents()[0]?.message).toMatch(/^EFFECT_LOG_UNAVAILABLE: .*EFBIG.*has room/);
  // The other side would take it, and is never told that this was all of it.
  expect(server.commands()).toContain('DATA');
  expect(server.text()).not.toContain('\r\n.\r\n');
  expect(await service.probe('/health/live')).toBe(200);
  expect(await askToStop(service, 'SIGTERM')).toBe(0);
});

test('a collector of traces that never answers holds up neither jobs nor the end', async () => {
  const collector = await startSocketServer();
  const mail = createServer((socket) => socket.end('554 no\r\n'));
  mail.listen(0, '127.0.0.1');
  await once(mail, 'listening');
  onTestFinished(() => void mail.close());
  const service = await startUnlucky({
    environment,
    configuration: { traces: { endpoint: `http://127.0.0.1:${collector.port}` } },
  });
  await service.waitUntilReady();
  const incidents = await startMail((mail.address() as AddressInfo).port);
  await vi.waitFor(() => expect(incidents(), service.stderr()).toHaveLength(1), SOON);
  expect(await askToStop(service, 'SIGTERM')).toBe(0);
  expect(collector.connections()).toBeGreaterThan(0);
});

/** Takes any mail; gives the commands that it was told, and all that came. */
async function startMailServer() {
  const commands: string[] = [];
  let text = '';
  const server = createServer((socket) => {
    socket.on('error', () => undefined).write('220 test\r\n');
    socket.on('data', (bytes) => {
      const command = bytes.toString('latin1').slice(0, 4);
      commands.push(command);
      text += bytes.toString('latin1');
      if (command === 'DATA') socket.write('354 go\r\n');
      // Of a mail only its end is answered.
      else if (!commands.includes('DATA') || text.endsWith('\r\n.\r\n')) socket.write('250 ok\r\n');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, commands: () => commands, text: () => text };
}
