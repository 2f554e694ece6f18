import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { restCall } from '../src/testing/rest-call-process.ts';
import { runCli } from '../src/testing/run-cli.ts';
import { CLI } from './testing/cli-path.ts';
import { openTerminal } from './testing/open-terminal.ts';

const ESCAPE = '\u001B';
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobwright-terminal-'));
  await writeFile(join(folder, 'order.bpmn'), restCall());
  await writeFile(
    join(folder, 'slow.mjs'),
    "await new Promise((resolve) => setTimeout(resolve, 300)); throw new Error('No licence');",
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Takes connections and says nothing. */
async function startSilentServer(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `grpc://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function show(parameters: string, environment: Readonly<Record<string, string>> = {}) {
  const terminal = openTerminal(`${process.execPath} ${CLI} ${parameters}`, environment, folder);
  const exitCode = await terminal.ended;
  return { exitCode, screen: terminal.screen() };
}

const away = async () => ({ ZEEBE_GRPC_ADDRESS: await startSilentServer(), CAMUNDA_AUTH_STRATEGY: 'NONE' });

describe('on a terminal', () => {
  test.each([
    ['templates', /Writing \.camunda\/element-templates\/pdf\.json/, 0],
    ['run order.bpmn --variables \'{"url": "http://127.0.0.1:9"}\'', /Starting 5 connectors/, 1],
    ['deploy order.bpmn --timeout 0.5', /Deploying 1 file to 127\.0\.0\.1:\d+/, 3],
    ['doctor --timeout 0.5', /Checking: \d+ of \d+ done/, 1],
  ])(
    '%s has a live line, which is gone at the end, and the cursor is back',
    async (parameters, line, exitCode) => {
      const shown = await show(parameters, { ...(await away()), SECRET_TOKEN: 't0ken' });
      expect(shown.screen).toMatch(line);
      expect(shown.screen).toContain(`${ESCAPE}[?25l`);
      expect(shown.screen.lastIndexOf(`${ESCAPE}[?25h`)).toBeGreaterThan(
        shown.screen.lastIndexOf(`${ESCAPE}[?25l`),
      );
      expect(shown.exitCode).toBe(exitCode);
    },
  );

  test('results stand in lines of their own', async () => {
    const { screen } = await show('templates');
    expect(screen.replaceAll(new RegExp(`${ESCAPE}\\[[?\\d;]*[A-Za-z]`, 'g'), '')).toMatch(
      /^.*Wrote \.camunda\/element-templates\/pdf\.json\r$/m,
    );
  });

  test.each([{ NO_COLOR: '1' }, { TERM: 'dumb' }, { CI: 'true' }])(
    '%j leaves plain lines, without control codes',
    async (environment) => {
      const { screen } = await show('templates', environment);
      expect(screen).not.toContain(ESCAPE);
      expect(screen.split('\r\n')).toContain('Writing .camunda/element-templates/pdf.json');
      expect(screen.split('\r\n')).toContain('Wrote .camunda/element-templates/pdf.json');
    },
  );

  test('Ctrl+C ends a wait at once and gives the cursor back', async () => {
    const terminal = openTerminal(`${process.execPath} ${CLI} deploy order.bpmn`, await away(), folder);
    await terminal.waitFor(/Deploying 1 file/);
    terminal.type('\u0003');
    expect(await terminal.ended).toBe(130);
    expect(terminal.screen()).toContain(`${ESCAPE}[?25h`);
  });
});

describe('in a pipe', () => {
  test.each([['templates'], ['deploy order.bpmn --timeout 0.5'], ['doctor --timeout 0.5']])(
    '%s gives lines without control codes, also where colours are forced',
    async (parameters) => {
      const environment = { ...(await away()), FORCE_COLOR: '1' };
      const { stdout, stderr } = await runCli(parameters.split(' '), environment, folder);
      expect(`${stdout}${stderr}`).not.toContain(ESCAPE);
      expect(`${stdout}${stderr}`).not.toMatch(/Writing|Deploying|Checking/);
    },
  );
});
