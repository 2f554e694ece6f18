import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ConnectorProject, makeConnectorProject } from '../src/testing/connector-project.ts';
import { toEvil } from '../src/testing/evil-connector.ts';
import { oneTaskProcess } from '../src/testing/one-task-process.ts';
import { oneLine, runCli } from '../src/testing/run-cli.ts';

// A loop without end holds signals and timeouts too: only a thread beside it can end the command.
const TYPE = 'acme:evil:1';
const STALL_SECONDS = 6;

let project: ConnectorProject;
beforeAll(async () => {
  project = await makeConnectorProject();
  await project.write({
    'evil.mjs': toEvil(TYPE),
    'loads.mjs': 'for (;;);',
    'evil.bpmn': oneTaskProcess({ id: 'evil', jobType: TYPE }),
  });
});
afterAll(() => project.remove());

const toRun = (text: string, module = './evil.mjs', ...more: readonly string[]): readonly string[] => [
  ...['run', 'evil.bpmn', '--connectors-bundled', 'none', '--connectors-modules', module],
  ...['--variables', JSON.stringify({ text }), ...more],
];
const DEV = [
  ...['dev', 'evil.mjs', 'evil.bpmn', '--connectors-bundled', 'none', '--start', 'evil'],
  ...['--variables', '{"text":"loop"}'],
];
const end = (parameters: readonly string[]) =>
  runCli(parameters, { JOBWRIGHT_CONNECTORS_ISOLATED_STALL_SECONDS: String(STALL_SECONDS) }, project.root);

test.each([
  ['run, in a job', toRun('loop'), 'evil\\.mjs'],
  ['run, while a module is loaded', toRun('fine', './loads.mjs'), 'loads\\.mjs'],
  ['run, in a pattern', toRun('pattern'), 'evil\\.mjs'],
  ['dev, in a job', DEV, 'evil\\.mjs'],
])('ends with a line that says where it is: %s', async (_case, parameters, file) => {
  const { exitCode, stderr } = await end(parameters);
  const line = `blocked the event loop for ${STALL_SECONDS} s, in /.*${file}:\\d+:\\d+:`;
  expect([exitCode, stderr]).toEqual([4, oneLine(new RegExp(line))]);
});

test('ends with JSON where that is asked for', async () => {
  const { exitCode, stderr } = await end(toRun('loop', './evil.mjs', '--json'));
  expect([exitCode, JSON.parse(stderr)]).toMatchObject([4, { error: { code: 'BROKEN' } }]);
});

test('is killed where its code cannot be interrupted', async () => {
  const { exitCode, stderr } = await end(toRun('native'));
  expect([exitCode, stderr]).toEqual([null, oneLine(/blocked the event loop for \d+ s:/)]);
});
