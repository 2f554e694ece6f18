import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { restCall } from './testing/rest-call-process.ts';
import { type RestBackend, startRestBackend } from './testing/rest-backend.ts';
import { oneLine, runCli } from './testing/run-cli.ts';

let folder: string;
let backend: RestBackend;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobwright-command-'));
  backend = await startRestBackend();
});
afterAll(async () => {
  await backend.close();
  await rm(folder, { recursive: true, force: true });
});

async function file(name: string, content: string) {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe('jobwright run', () => {
  test('runs a process to its end and prints its variables, and nothing else, to standard output', async () => {
    const path = await file('ok.bpmn', restCall());
    const run = await runCli(['run', path, '--variables', JSON.stringify({ url: backend.url })], {
      SECRET_TOKEN: 't0ken',
    });
    expect(run).toEqual({ exitCode: 0, stdout: expect.any(String), stderr: '' });
    expect(JSON.parse(run.stdout)).toEqual({ url: backend.url, status: 200, seen: 'Bearer t0ken' });
  });

  test('prints its outcome with --json; a failure is JSON too', async () => {
    const path = await file('json.bpmn', restCall());
    const parameters = ['run', path, '--json', '--variables', JSON.stringify({ url: backend.url })];
    const run = await runCli(parameters, { SECRET_TOKEN: 't0ken' });
    expect(run).toEqual({ exitCode: 0, stdout: expect.any(String), stderr: '' });
    expect(JSON.parse(run.stdout)).toEqual({
      process: 'rest-call',
      outcome: 'completed',
      variables: { url: backend.url, status: 200, seen: 'Bearer t0ken' },
      path: expect.arrayContaining(['task']),
      durationMs: expect.any(Number),
    });
    const failed = await runCli(parameters, { JOBWRIGHT_LOG_LEVEL: 'silent' });
    expect(failed).toMatchObject({ exitCode: 1, stdout: '' });
    expect(JSON.parse(failed.stderr)).toEqual({
      error: { code: 'FAILED', message: expect.stringContaining('Secret TOKEN is not available') },
    });
  });

  test('takes the variables from a file', async () => {
    const path = await file('ok2.bpmn', restCall());
    const variables = await file(
      'variables.json',
      JSON.stringify({ url: backend.url, big: 1 }).replace('1}', '9007199254740993}'),
    );
    const run = await runCli(['run', path, '--variables', `@${variables}`], { SECRET_TOKEN: 't0ken' });
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain('"big":9007199254740993');
  });

  test.each([
    ['a file that is not there', 'absent.bpmn', undefined, [], /Cannot read .*absent\.bpmn/],
    ['a BPMN that cannot be parsed', 'broken.bpmn', '<bpmn:definitions', [], /broken\.bpmn/],
    ['a FEEL that cannot be parsed', 'feel.bpmn', restCall({ inputs: { url: '=if then' } }), [], /task/],
    [
      'variables that are no JSON',
      'ok.bpmn',
      restCall(),
      ['--variables', '{a: 1}'],
      /--variables is not JSON/,
    ],
    [
      'variables that are no object',
      'ok.bpmn',
      restCall(),
      ['--variables', '[1]'],
      /--variables must be a JSON object/,
    ],
    [
      'a process that is not in the file',
      'ok.bpmn',
      restCall(),
      ['--process', 'other'],
      /rest-call: choose one with --process/,
    ],
  ])('refuses %s with one line, exit code 2', async (_, name, content, args, message) => {
    const path = content === undefined ? join(folder, name) : await file(name, content);
    expect(await runCli(['run', path, ...args])).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: oneLine(message),
    });
  });

  test.each([
    [
      'a job type that no connector has',
      { jobType: 'io.camunda:htp-json:1' },
      /no connector serves the job type "io\.camunda:htp-json:1" \(task "task"\)/,
    ],
    ['a secret that is missing', {}, /SECRET_NOT_FOUND: Secret TOKEN is not available/],
    ['a variable of a wrong type', { inputs: { url: '=17', method: 'GET' } }, /INPUT_INVALID: url: /],
    [
      'a FEEL in a header that cannot be parsed',
      { headers: { resultExpression: '={a: }' } },
      /header resultExpression: /,
    ],
    ['a backend that says no', { inputs: { url: '=url + "/missing"', method: 'GET' } }, /404: Not Found/],
  ])('says of %s what is wrong in one line, exit code 1', async (_, overrides, message) => {
    const path = await file('fails.bpmn', restCall(overrides));
    const run = await runCli(['run', path, '--variables', JSON.stringify({ url: backend.url })], {
      JOBWRIGHT_LOG_LEVEL: 'silent',
    });
    expect(run).toEqual({ exitCode: 1, stdout: '', stderr: oneLine(message) });
  });

  test('calls no service when a secret is missing', async () => {
    const before = backend.hits;
    const path = await file('secret.bpmn', restCall());
    await runCli(['run', path, '--variables', JSON.stringify({ url: backend.url })], {
      JOBWRIGHT_LOG_LEVEL: 'silent',
    });
    expect(backend.hits).toBe(before);
  });

  test('says which port is taken, exit code 3', async () => {
    const taken = createTcpServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const path = await file('ok.bpmn', restCall());
    const run = await runCli(['run', path, '--grpc-port', String(port)]);
    taken.close();
    expect(run).toEqual({ exitCode: 3, stdout: '', stderr: oneLine(new RegExp(`${port}`)) });
  });

  test('gives up on a process that does not end in time, and says where it waits', async () => {
    const waiting = restCall().replace(
      /<bpmn:serviceTask.*<\/bpmn:serviceTask>/s,
      '<bpmn:intermediateCatchEvent id="task"><bpmn:incoming>toTask</bpmn:incoming><bpmn:outgoing>toEnd</bpmn:outgoing><bpmn:timerEventDefinition id="timer"><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>',
    );
    const run = await runCli(['run', await file('waits.bpmn', waiting), '--timeout', '0.5']);
    expect(run).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: oneLine(/did not complete within 500 ms; it waits at task/),
    });
  });
});

test.each([
  [['depoly'], /unknown command 'depoly'\n\(Did you mean deploy\?\)/],
  [['start', '--confg', 'x'], /unknown option '--confg'\n\(Did you mean --config\?\)/],
  [['start', '--nope'], /unknown option '--nope'/],
  [['deploy'], /missing required argument 'files'/],
])('%j is refused with what may be meant, exit code 2', async (args, message) => {
  const run = await runCli(args);
  expect(run).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringMatching(message) });
  const asJson = await runCli([...args, '--json']);
  expect(asJson).toMatchObject({ exitCode: 2, stdout: '' });
  expect(JSON.parse(asJson.stderr)).toMatchObject({ error: { code: 'WRONG_INPUT' } });
});
