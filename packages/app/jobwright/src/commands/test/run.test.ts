import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTestCommand, type TestOptions } from './run.ts';

const EXAMPLES = fileURLToPath(new URL('../../../../../../examples/test-cases', import.meta.url));
const EXPENSE = join(EXAMPLES, 'expense-approval.bpmn');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobwright-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(
  options: Partial<TestOptions>,
): Promise<{ readonly output: string; readonly error?: unknown }> {
  let output = '';
  const all: TestOptions = {
    paths: [EXAMPLES],
    resources: undefined,
    connectors: 'mocked',
    filter: undefined,
    reporter: 'default',
    outputFile: undefined,
    timeoutMs: 10_000,
    maxParallel: 4,
    isWatching: false,
    coverage: undefined,
    flags: {},
    environment: {},
    signal: new AbortController().signal,
    write: (text) => void (output += text),
    progress: () => undefined,
    lastWords: { render: String, clear: () => undefined },
    ...options,
  };
  try {
    await runTestCommand(all);
    return { output };
  } catch (error) {
    return { output, error };
  }
}

async function writeCases(name: string, instructions: readonly object[]): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, JSON.stringify({ testCases: [{ name: 'case', instructions }] }));
  return file;
}

const create = (variables: object) => ({
  type: 'CREATE_PROCESS_INSTANCE',
  processDefinitionSelector: { processDefinitionId: 'expense-approval' },
  variables,
});
const expectActive = (elementId: string) => ({
  type: 'ASSERT_ELEMENT_INSTANCES',
  processInstanceSelector: { processDefinitionId: 'expense-approval' },
  elementSelectors: [{ elementId }],
  state: 'IS_ACTIVE',
});

const callWithSecret = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="http://jobwright.example">
<bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="start" />
<bpmn:serviceTask id="call"><bpmn:extensionElements><zeebe:taskDefinition type="io.camunda:http-json:1" retries="1" /><zeebe:ioMapping>
<zeebe:input source="=url" target="url" /><zeebe:input source="GET" target="method" />
<zeebe:input source="=&quot;of &quot; + camunda.secrets.TOKEN" target="headers.note" />
</zeebe:ioMapping></bpmn:extensionElements></bpmn:serviceTask><bpmn:endEvent id="end" />
<bpmn:sequenceFlow id="a" sourceRef="start" targetRef="call" /><bpmn:sequenceFlow id="b" sourceRef="call" targetRef="end" /></bpmn:process></bpmn:definitions>`;

describe('jobwright test', () => {
  it('passes with the examples', async () => {
    const progress: string[] = [];
    const { output, error } = await run({ progress: (text) => progress.push(text) });
    expect(error).toBeUndefined();
    expect(output).toMatch(/✓ A refused payment ends the process\n/);
    expect(output).toMatch(/\n6 passed in 2 files \(\d+ ms\)\n$/);
    expect(progress).toHaveLength(6);
  });

  it('runs what the filter names, and is wrong input if nothing is', async () => {
    const some = await run({ filter: 'GIFTS' });
    expect(some.output).toMatch(
      /^[^\n]*expense-route\.test\.json\n {2}✓ Gifts are reviewed[^\n]*\n\n1 passed in 1 file/,
    );
    const none = await run({ filter: 'no such name' });
    expect(none.error).toMatchObject({
      exitCode: 2,
      message: 'No test case has "no such name" in its name',
    });
  });

  it('fails with the path taken, writes the report to a file, and shows it to people', async () => {
    const file = await writeCases('fails.test.json', [
      create({ amount: 5, category: 'gift' }),
      expectActive('Task_Pay'),
    ]);
    const outputFile = join(folder, 'reports', 'junit.xml');
    const { output, error } = await run({
      paths: [file],
      resources: [EXAMPLES],
      reporter: 'junit',
      outputFile,
    });
    expect(error).toMatchObject({ exitCode: 1, message: '1 of 1 test cases failed' });
    expect(output).toMatch(/✗ case\n {6}testCases\[0\]\.instructions\[1\] ASSERT_ELEMENT_INSTANCES\n/);
    expect(output).toMatch(/\[>\] Task_Review "Review expense" \(userTask\) active/);
    expect(await readFile(outputFile, 'utf8')).toMatch(
      /<testsuites name="jobwright test" tests="1" failures="1"/,
    );
  });

  it('names what is wrong in a file, and runs the others', async () => {
    const broken = join(folder, 'broken.test.json');
    await writeFile(
      broken,
      '{"testCases": [{"name": "a", "instruction": [], "instructions": [{"type": "COMPLETE_JB"}]}]}',
    );
    const { output, error } = await run({
      paths: [broken, join(EXAMPLES, 'expense-route.test.json')],
      reporter: 'json',
    });
    expect(error).toMatchObject({ exitCode: 1, message: '1 of 3 test cases failed' });
    expect(JSON.parse(output)).toMatchObject({
      passed: 2,
      failed: 1,
      files: expect.arrayContaining([
        expect.objectContaining({
          problems: [
            {
              path: 'testCases[0].instructions[0].type',
              message: '"COMPLETE_JB" is not allowed here, did you mean COMPLETE_JOB?',
            },
          ],
        }),
      ]),
    });
  });

  it.each([
    [{ paths: ['/no/such/folder'] }, /does not exist/],
    [{ resources: ['/no/such/model.bpmn'] }, /does not exist/],
    [{ outputFile: '/dev/null/report.xml', reporter: 'junit' as const }, /cannot be written/],
  ])('explains %j', async (options, message) => {
    const { error, output } = await run({ filter: 'gifts', ...options });
    expect(error instanceof Error ? error.message : output).toMatch(message);
  });

  it('reports coverage, and fails below the threshold', async () => {
    const exitCode = process.exitCode;
    const target = join(folder, 'reached');
    try {
      const { output, error } = await run({
        coverage: { folder: target, thresholdPercent: 100 },
        filter: 'declined',
      });
      expect(output).toMatch(/\nProcess coverage\n {2}expense-approval {2}/);
      expect(output).toMatch(/elements not passed: .*Task_Pay/);
      expect(error).toMatchObject({
        exitCode: 1,
        message: expect.stringMatching(/^Process coverage of all processes is .* %, the threshold is 100 %$/),
      });
      expect(JSON.parse(await readFile(join(target, 'coverage.json'), 'utf8'))).toMatchObject({
        processes: [{ processId: 'expense-approval', instances: 1 }],
      });
      const all = await run({ coverage: { folder: target, thresholdPercent: 100 }, reporter: 'json' });
      expect(all.error).toBeUndefined();
      expect(JSON.parse(all.output)).toMatchObject({ passed: 6 });
    } finally {
      process.exitCode = exitCode;
    }
  });

  it('needs resources, and takes those below but not copies that were built', async () => {
    const project = await mkdtemp(join(folder, 'project-'));
    const cases = {
      testCases: [{ name: 'case', instructions: [create({ amount: 500 }), expectActive('Task_Review')] }],
    };
    for (const path of ['a', 'b', 'target/a']) await mkdir(join(project, path), { recursive: true });
    await writeFile(join(project, 'a.test.json'), JSON.stringify(cases));
    await writeFile(join(project, 'target', 'a.test.json'), JSON.stringify(cases));
    const empty = await run({ paths: [project] });
    expect(empty.output).toMatch(
      /✗ .*\n {4}No \.bpmn, \.dmn or \.form file is in .* or below: name them with --resources/,
    );
    const model = await readFile(EXPENSE, 'utf8');
    await writeFile(join(project, 'a', 'model.bpmn'), model);
    await writeFile(join(project, 'target', 'a', 'model.bpmn'), model);
    await writeFile(
      join(project, 'b', 'model.bpmn'),
      model
        .replace('id="expense-approval"', 'id="other"')
        .replace('bpmnElement="expense-approval"', 'bpmnElement="other"'),
    );
    await writeFile(join(project, 'b', 'route.dmn'), await readFile(join(EXAMPLES, 'expense-route.dmn')));
    const { output, error } = await run({ paths: [project] });
    expect(error, output).toBeUndefined();
    expect(output).toMatch(/1 passed in 1 file/);
  });

  it('finds no test files where there are none', async () => {
    const empty = await mkdtemp(join(folder, 'empty-'));
    const { error } = await run({ paths: [empty] });
    expect(error).toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/^No \*\.test\.json file found in /),
    });
  });

  it('runs real connectors, except for types that the test case mocks', async () => {
    const bodies: string[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        bodies.push(`${request.headers.authorization ?? ''} ${body}`);
        response.setHeader('content-type', 'application/json').end('{"id": "pay-7"}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : undefined;
      const variables = { expenseId: 'E-9', amount: 5, category: 'travel' };
      const start = create({ ...variables, paymentUrl: `http://127.0.0.1:${port}/pay` });
      const file = await writeCases('real.test.json', [
        start,
        expectActive('Event_Receipt'),
        {
          type: 'ASSERT_VARIABLES',
          processInstanceSelector: { processDefinitionId: 'expense-approval' },
          variables: { paymentId: 'pay-7' },
        },
      ]);
      const real = { resources: [EXPENSE, join(EXAMPLES, 'expense-route.dmn')], connectors: 'real' as const };
      const { output, error } = await run({ ...real, paths: [file] });
      expect(error, output).toBeUndefined();
      expect(bodies).toEqual([expect.stringMatching(/"expense":"E-9"/)]);
      const mock = { type: 'MOCK_JOB_WORKER_COMPLETE_JOB', jobType: 'io.camunda:http-json:1' };
      const mocked = await writeCases('mocked.test.json', [mock, start, expectActive('Event_Receipt')]);
      expect(await run({ ...real, paths: [mocked] })).not.toHaveProperty('error');
      expect(bodies).toHaveLength(1);
    } finally {
      server.close();
    }
  });

  it('gives models the secrets of the environment, with connectors mocked or real, and prints none', async () => {
    const seen: unknown[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers['note']);
      response.writeHead(401).end(`Nothing ${String(request.headers['note'])}`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : undefined;
      const model = join(folder, 'secrets.bpmn');
      await writeFile(model, callWithSecret);
      const options = {
        resources: [model],
        reporter: 'json' as const,
        environment: { SECRET_TOKEN: 'MARKER-of-the-engine' },
      };
      const selectors = {
        processDefinitionSelector: { processDefinitionId: 'p' },
        processInstanceSelector: { processDefinitionId: 'p' },
      };
      const start = {
        type: 'CREATE_PROCESS_INSTANCE',
        processDefinitionSelector: selectors.processDefinitionSelector,
        variables: { url: `http://127.0.0.1:${port}/` },
      };
      const expectCompleted = {
        type: 'ASSERT_PROCESS_INSTANCE',
        processInstanceSelector: selectors.processInstanceSelector,
        state: 'IS_COMPLETED',
      };
      const mock = { type: 'MOCK_JOB_WORKER_COMPLETE_JOB', jobType: 'io.camunda:http-json:1' };
      const mocked = await writeCases('secrets-mocked.test.json', [mock, start, expectCompleted]);
      const passed = await run({ ...options, paths: [mocked] });
      expect(passed.error, passed.output).toBeUndefined();
      const real = await writeCases('secrets-real.test.json', [start, expectCompleted]);
      const failed = await run({ ...options, paths: [real], connectors: 'real' });
      expect(seen).toEqual(['of MARKER-of-the-engine']);
      expect(failed.output).toContain('Nothing of ***');
      expect(`${passed.output}${failed.output}`).not.toContain('MARKER');
    } finally {
      server.close();
    }
  });

  it('runs again what a saved file concerns, until it is stopped', async () => {
    const watched = await mkdtemp(join(folder, 'watched-'));
    const model = join(watched, 'expense-approval.bpmn');
    await writeFile(model, await readFile(EXPENSE));
    await writeFile(join(watched, 'route.dmn'), await readFile(join(EXAMPLES, 'expense-route.dmn')));
    const cases = (elementId: string) =>
      JSON.stringify({
        testCases: [{ name: 'case', instructions: [create({ amount: 500 }), expectActive(elementId)] }],
      });
    const file = join(watched, 'a.test.json');
    await writeFile(file, cases('Task_Pay'));
    const stop = new AbortController();
    let output = '';
    let seen: (() => void) | undefined;
    const nextRun = (): Promise<void> => new Promise((resolve) => (seen = resolve));
    let waiting = nextRun();
    const done = run({
      paths: [watched],
      isWatching: true,
      signal: stop.signal,
      write(text) {
        output += text;
        if (text.startsWith('Save a test file')) seen?.();
      },
    });
    await waiting;
    expect(output).toMatch(/✗ case/);
    waiting = nextRun();
    await writeFile(file, cases('Task_Review'));
    await waiting;
    expect(output).toMatch(/1 passed in 1 file/);
    stop.abort('SIGINT');
    expect(await done).toEqual({ output: '' });
  });
});
