import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLI } from './testing/cli-path.ts';
import { openTerminal } from './testing/open-terminal.ts';

const run = promisify(execFile);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobwright-completion-'));
  await mkdir(join(folder, 'models'));
  await writeFile(join(folder, 'order process.bpmn'), '');
  await writeFile(join(folder, 'jobwright.yaml'), '');
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { stdout } = await run(process.execPath, [CLI, 'completion', shell]);
    await writeFile(join(folder, `completion.${shell}`), stdout);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What bash offers for a line with the cursor at its end. */
async function completeInBash(line: string): Promise<readonly string[]> {
  const script = `
    source completion.bash
    COMP_LINE=$1 COMP_POINT=\${#1}
    _jobwright
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = await run('bash', ['--norc', '-c', script, 'bash', line], { cwd: folder });
  return stdout.split('\n').filter((word) => word !== '');
}

async function completeInFish(line: string): Promise<readonly string[]> {
  const script = 'source completion.fish; complete -C $argv[1]';
  const { stdout } = await run('fish', ['--no-config', '-c', script, line], { cwd: folder });
  return stdout.split('\n').flatMap((text) => (text === '' ? [] : [text.split('\t', 1)[0] ?? '']));
}

const COMMANDS = [
  'start',
  'run',
  'dev',
  'test',
  'check',
  'pdf',
  'templates',
  'migrate',
  'deploy',
  'instances',
  'incidents',
  'connectors',
  'init',
  'schema',
  'doctor',
  'completion',
  'help',
];
const FILES = [
  'completion.bash',
  'completion.fish',
  'completion.zsh',
  'jobwright.yaml',
  'models',
  'order process.bpmn',
];

describe.each([
  ['bash', completeInBash],
  ['fish', completeInFish],
] as const)('%s completes', (_, complete) => {
  const offered = async (line: string) => {
    const words = await complete(line);
    return words.map((word) => word.replace(/\/$/, '')).sort();
  };

  test.each<readonly [string, readonly string[]]>([
    ['jobwright ', COMMANDS],
    ['jobwright de', ['deploy', 'dev']],
    ['jobwright deploy --t', ['--tenant', '--timeout']],
    ['jobwright check --target ', ['camunda7', 'camunda8', 'embedded']],
    ['jobwright deploy ', FILES],
    ['jobwright deploy --config ', FILES],
    ['jobwright deploy --tenant ', []],
    ['jobwright deploy --tenant acme ord', ['order process.bpmn']],
    ['jobwright templates --out m', ['models']],
    ['jobwright migrate customer-data --print ', ['mysql', 'postgres']],
    ['jobwright completion ', ['bash', 'fish', 'zsh']],
    ['jobwright incidents ', ['list', 'resolve']],
    ['jobwright incidents --li', ['--limit']],
    ['jobwright incidents resolve --re', ['--retries']],
    ['jobwright instances list --state c', ['canceled', 'completed']],
  ])('%j', async (line, expected) => {
    expect(await offered(line)).toEqual([...expected].sort());
  });
});

test('bash goes on behind a colon of a job type, and offers more than one', async () => {
  expect(await completeInBash('jobwright start --connectors-bundled io.camunda:h')).toEqual(['http-json:1']);
  expect(await completeInBash('jobwright start --connectors-bundled none io.jobwright:p')).toEqual(['pdf:1']);
});

test('fish offers job types', async () => {
  expect(await completeInFish('jobwright start --connectors-bundled io.camunda:h')).toEqual([
    'io.camunda:http-json:1',
  ]);
});

test('bash runs nothing of the line', async () => {
  await completeInBash('jobwright deploy $(touch made-by-bash) ');
  await expect(run('ls', ['made-by-bash'], { cwd: folder })).rejects.toThrow('made-by-bash');
});

describe.each([
  ['bash', 'bash --norc --noprofile -i', "PS1='ready> '; source completion.bash"],
  ['zsh', 'zsh -f -i', "PS1='ready> '; autoload -Uz compinit; compinit -u -d ./.dump; source completion.zsh"],
])('%s at a terminal, when the tabulator is pressed', (_, command, setUp) => {
  test.each([
    ['jobwright doc\t --js\t', 'ran [doctor] [--json]'],
    [
      'jobwright start --connectors-bundled io.camunda:h\t',
      'ran [start] [--connectors-bundled] [io.camunda:http-json:1]',
    ],
    ['jobwright deploy ord\t', 'ran [deploy] [order process.bpmn]'],
    ['jobwright templates --out mod\t', 'ran [templates] [--out] [models'],
    ['jobwright completion z\t', 'ran [completion] [zsh]'],
    ['jobwright incidents res\t --ret\t', 'ran [incidents] [resolve] [--retries]'],
  ])('%j', async (keys, expected) => {
    const terminal = openTerminal(command, { HOME: folder }, folder);
    terminal.type(
      `jobwright() { printf 'ran'; printf ' [%s]' "$@"; echo; }; ${setUp}; printf 'set%s\\n' -up\n`,
    );
    await terminal.waitFor(/set-up[^]*ready> /);
    terminal.type(keys);
    terminal.type('\n');
    await terminal.waitFor(/ran \[[^\n]*\n/);
    expect(terminal.screen()).toContain(expected);
  });
});
