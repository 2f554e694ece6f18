import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createOutput } from '../../command-line/output.ts';
import { readConfiguration } from '../../configuration/read-configuration.ts';
import { CLUSTER_KINDS } from './cluster-kind.ts';
import { renderConfiguration } from './render-configuration.ts';
import { type InitOptions, runInitCommand } from './run.ts';

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jobwright-init-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs the command as on a pipe, and gives what it printed. */
async function runInit(options: Partial<InitOptions> & { readonly file: string }, json = false) {
  let text = '';
  await runInitCommand({
    kind: undefined,
    version: '1.2.3',
    ask: undefined,
    stop: new AbortController().signal,
    output: createOutput({ write: (part) => void (text += part), progress: () => undefined }, { json }),
    ...options,
  });
  return text;
}

test('asks nothing on a pipe, writes a file for Camunda 8 and says how to go on', async () => {
  const file = join(await makeFolder(), 'jobwright.yaml');
  expect(await runInit({ file })).toBe(
    `Wrote ${file}. Next:
  jobwright doctor --config ${file}   checks it, the cluster and the secrets
  jobwright start --config ${file}    runs the connectors
`,
  );
  const [first] = (await readFile(file, 'utf8')).split('\n');
  expect(first).toBe(
    '# yaml-language-server: $schema=https://unpkg.com/jobwright@1.2.3/configuration.schema.json',
  );
  expect(readConfiguration({ file, environment: {} }).cluster).toMatchObject({
    kind: 'camunda8',
    grpcAddress: 'grpc://localhost:26500',
  });
});

test('on a terminal, asks for the kind of cluster', async () => {
  const file = join(await makeFolder(), 'jobwright.yaml');
  const questions: string[] = [];
  const answer = (text: string) => (question: string) => {
    questions.push(question);
    return Promise.resolve(text);
  };
  await runInit({ file, ask: answer('camunda7\n') });
  expect(questions).toEqual(['Which cluster: camunda8, camunda7, none? [camunda8] ']);
  expect(readConfiguration({ file, environment: {} }).cluster.kind).toBe('camunda7');
  await expect(runInit({ file: `${file}.2`, ask: answer('zeebe') })).rejects.toMatchObject({
    exitCode: 2,
    message: 'There is no kind zeebe: choose one of camunda8, camunda7, none',
  });
  await expect(access(`${file}.2`)).rejects.toThrow('ENOENT');
});

test('never overwrites a file', async () => {
  const file = join(await makeFolder(), 'jobwright.yaml');
  await writeFile(file, 'mine');
  await expect(runInit({ file, kind: 'none' })).rejects.toMatchObject({
    exitCode: 2,
    message: `${file} exists already, and is not overwritten: name another file with --out`,
  });
  expect(await readFile(file, 'utf8')).toBe('mine');
});

test('a folder that does not exist is named', async () => {
  const file = join(await makeFolder(), 'config', 'jobwright.yaml');
  await expect(runInit({ file })).rejects.toMatchObject({ exitCode: 2 });
});

test('the file and the kind as JSON', async () => {
  const file = join(await makeFolder(), 'a.yaml');
  expect(JSON.parse(await runInit({ file, kind: 'none' }, true))).toEqual({ file, kind: 'none' });
});

/** Each setting that is a comment. */
const listComments = (text: string): readonly number[] =>
  text
    .split('\n')
    .flatMap((line, index) =>
      /^ *# (\w+: |- \{)\S/.test(line) && !/see http/.test(line) && !line.startsWith('# yaml-language-server')
        ? [index]
        : [],
    );

/** Uncomments a line, in place of one with the same key. */
function uncomment(text: string, index: number): string {
  const lines = text.split('\n');
  const line = (lines[index] ?? '').replace('# ', '');
  const key = /^ *\w+:/.exec(line)?.[0];
  return lines
    .map((each, at) => (at === index ? line : each))
    .filter((each, at) => at === index || key === undefined || !each.startsWith(key))
    .join('\n');
}

test.each(CLUSTER_KINDS)('each setting that is a comment works, for %s', async (kind) => {
  const file = join(await makeFolder(), 'jobwright.yaml');
  const text = renderConfiguration(kind, '1.2.3');
  const comments = listComments(text);
  expect(comments.length).toBeGreaterThanOrEqual(4);
  for (const index of comments) {
    const changed = uncomment(text, index);
    await writeFile(file, changed);
    const configuration = readConfiguration({ file, environment: {} });
    await writeFile(file, text);
    expect(configuration, changed).not.toEqual(readConfiguration({ file, environment: {} }));
  }
});
