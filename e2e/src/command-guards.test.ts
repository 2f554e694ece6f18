import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type ConnectorProject, makeConnectorProject } from './testing/connector-project.ts';
import { toEvil } from './testing/evil-connector.ts';
import { oneTaskProcess } from './testing/one-task-process.ts';
import { runCli, startCli } from './testing/run-cli.ts';

// On a laptop as in a service: what a connector leaves behind is told in a line, and a command ends with an
// exit code of its own.
const TYPE = 'acme:evil:1';

let project: ConnectorProject;
beforeAll(async () => {
  project = await makeConnectorProject();
  await project.write({
    'evil.mjs': toEvil(TYPE),
    'evil.bpmn': oneTaskProcess({ id: 'evil', jobType: TYPE }),
  });
});
afterAll(() => project.remove());

const toParameters = (text: string): readonly string[] => ['--variables', JSON.stringify({ text })];
const run = (text: string, ...more: readonly string[]) =>
  runCli(
    [
      'run',
      'evil.bpmn',
      '--connectors-bundled',
      'none',
      '--connectors-modules',
      './evil.mjs',
      ...toParameters(text),
      ...more,
    ],
    {},
    project.root,
  );

describe('jobwright run', () => {
  test('goes on after a rejection, and ends although something is left open', async () => {
    const { exitCode, stdout, stderr } = await run('open');
    expect([exitCode, JSON.parse(stdout)]).toEqual([0, { text: 'open' }]);
    expect(JSON.parse(stderr)).toMatchObject({
      msg: expect.stringMatching(/^Unhandled promise rejection/),
      error: { message: 'left behind' },
    });
  });

  test('ends with one line for an uncaught exception', async () => {
    const timer = await run('timer');
    expect([timer.exitCode, timer.stdout, timer.stderr.split('\n').at(-2)]).toEqual([
      4,
      '',
      expect.stringMatching(
        /^jobwright: .*Error: in a timer, at .*evil\.mjs:\d+:\d+; at work: acme:evil:1 at "task"$/,
      ),
    ]);
    expect(timer.stderr).not.toMatch(/^\s+at /m);
    const { exitCode, stderr } = await run('event', '--json');
    expect([exitCode, JSON.parse(stderr.split('\n').at(-2) ?? '')]).toEqual([
      4,
      { error: { code: 'BROKEN', message: expect.stringContaining('Error: nobody listens, at ') } },
    ]);
  });

  test('refuses a connector its end', async () => {
    const { exitCode, stderr } = await run('exit');
    expect([exitCode, stderr.split('\n').at(-2)]).toEqual([
      1,
      expect.stringMatching(/^jobwright: .*UNEXPECTED/),
    ]);
    expect(stderr).toContain('process.exit was refused');
  });
});

describe('jobwright dev', () => {
  const dev = (text: string) => {
    const parameters = ['dev', 'evil.mjs', 'evil.bpmn', '--connectors-bundled', 'none', '--start', 'evil'];
    return startCli([...parameters, ...toParameters(text)], {}, project.root);
  };

  test.each([
    ['rejection', /^Unhandled promise rejection.*: Error: left behind, at .*evil\.mjs:\d+:\d+/m],
    ['timer', /^Uncaught exception.*: Error: in a timer, at .*evil\.mjs:\d+:\d+; at work: acme:evil:1/m],
  ] as const)('tells in a line what a connector left behind, and goes on: %s', async (deed, line) => {
    const cli = dev(deed);
    onTestFinished(() => void cli.process.kill('SIGKILL'));
    await vi.waitFor(() => expect(cli.output.stdout).toMatch(line), { timeout: 50_000, interval: 20 });
    cli.process.kill('SIGINT');
    const { exitCode, stdout, stderr } = await cli.ended;
    expect(exitCode).toBe(0);
    expect(stdout + stderr).not.toMatch(/^\s+at /m);
  });
});
