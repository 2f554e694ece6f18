import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createOutput } from '../../command-line/output.ts';
import { type CheckOptions, runCheckCommand } from './run.ts';
import { extensions, processThrough } from './testing/check-text.ts';

const rest = extensions('<zeebe:taskDefinition type="io.camunda:http-json:1"/>');
const files: Readonly<Record<string, string>> = {
  'good/order.bpmn': processThrough(`<bpmn:serviceTask id="t" name="Call">${rest}</bpmn:serviceTask>`),
  'good/package.json': '{"name": "no-template"}',
  'good/node_modules/x/other.bpmn': 'not read',
  'good/.camunda/element-templates/call.json': JSON.stringify({
    $schema: 'https://unpkg.com/@camunda/zeebe-element-templates-json-schema/resources/schema.json',
    id: 'acme.call',
    name: 'Call',
    version: 3,
    appliesTo: ['bpmn:Task'],
    elementType: { value: 'bpmn:ServiceTask' },
    properties: [
      {
        type: 'Hidden',
        value: 'io.camunda:http-json:1',
        binding: { type: 'zeebe:taskDefinition', property: 'type' },
      },
    ],
  }),
  'bad/order.bpmn': processThrough(
    `<bpmn:serviceTask id="t">${extensions('<zeebe:taskDefinition type="unknown"/>')}</bpmn:serviceTask>`,
  ),
  'seven.bpmn': processThrough('<bpmn:serviceTask id="t" camunda:class="org.acme.Charge"/>'),
  'broken/order.bpmn': '<bpmn:definitions>\n  <bpmn:process>',
  'broken/price.dmn': 'no XML',
  'broken/ask.form': '{"id": "ask",\n}',
  'broken/z.bpmn': processThrough('<bpmn:task id="t"/>'),
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobwright-check-'));
  for (const [file, content] of Object.entries(files)) {
    await mkdir(join(folder, dirname(file)), { recursive: true });
    await writeFile(join(folder, file), content);
  }
  await writeFile(join(folder, 'broken/binary.bpmn'), Buffer.from([0xff, 0xfe, 0]));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Run {
  readonly output: string;
  readonly error?: unknown;
}

async function run(
  path: string,
  options: Partial<CheckOptions> & { readonly json?: boolean } = {},
): Promise<Run> {
  const { json = false, ...given } = options;
  let output = '';
  const write = (text: string): void => void (output += text);
  try {
    await runCheckCommand({
      paths: [join(folder, path)],
      targets: undefined,
      version: undefined,
      workers: [],
      isVerbose: false,
      flags: {},
      file: undefined,
      environment: {},
      signal: new AbortController().signal,
      output: createOutput({ write, progress: () => undefined }, { json }),
      ...given,
    });
    return { output };
  } catch (error) {
    return { output, error };
  }
}

const finding = z.strictObject({
  code: z.string(),
  level: z.enum(['error', 'warning', 'note']),
  targets: z.array(z.enum(['camunda8', 'camunda7', 'embedded'])),
  message: z.string(),
  advice: z.string().nullable(),
  link: z.string().nullable(),
});
const status = z.enum(['runs', 'differs', 'fails']);
const element = z.strictObject({
  id: z.string(),
  name: z.string().nullable(),
  type: z.string(),
  jobType: z.string().nullable(),
  template: z.strictObject({ id: z.string(), version: z.number().nullable() }).nullable(),
  status: z.partialRecord(z.enum(['camunda8', 'camunda7', 'embedded']), status),
  findings: z.array(finding),
});
const checkedFile = z.strictObject({
  file: z.string(),
  error: z.null(),
  kind: z.enum(['bpmn', 'dmn', 'form', 'template']),
  madeFor: z.array(z.enum(['camunda8', 'camunda7'])),
  countedTargets: z.array(z.string()),
  findings: z.array(finding),
  parts: z.array(
    z.strictObject({
      kind: z.enum(['process', 'decision', 'form', 'template']),
      id: z.string(),
      name: z.string().nullable(),
      isExecutable: z.boolean(),
      elements: z.array(element),
    }),
  ),
});
const unreadFile = z.strictObject({
  file: z.string(),
  error: z.strictObject({
    message: z.string(),
    line: z.number().nullable(),
    column: z.number().nullable(),
  }),
});
const report = z.strictObject({
  formatVersion: z.literal(1),
  ok: z.boolean(),
  targets: z.array(z.string()),
  files: z.array(z.union([checkedFile, unreadFile])),
  summary: z.record(z.string(), z.record(status, z.number())),
});

const only8 = { targets: ['camunda8'] } as const;

describe('the exit code', () => {
  test('is 0 if all of it runs', async () => {
    expect((await run('good', only8)).error).toBeUndefined();
  });

  test('is 1 if something does not run', async () => {
    expect((await run('bad', only8)).error).toMatchObject({ exitCode: 1 });
    expect((await run('bad', { ...only8, workers: ['unkn*'] })).error).toBeUndefined();
  });

  test('is 2 for what does not exist, and for files that cannot be read', async () => {
    expect((await run('nothing')).error).toMatchObject({ exitCode: 2 });
    expect((await run('broken')).error).toMatchObject({
      exitCode: 2,
      message: '4 of 5 files cannot be checked',
    });
  });

  test('counts what the file was made for, unless targets are named', async () => {
    expect((await run('seven.bpmn')).error).toBeUndefined();
    expect((await run('seven.bpmn', only8)).error).toMatchObject({ exitCode: 1 });
  });
});

test('the report names what does not run, with the rest on demand', async () => {
  const { output } = await run('bad', { ...only8 });
  expect(output.replaceAll(`${folder}/`, '')).toBe(
    `bad/order.bpmn, made for Camunda 8 and Camunda 7
  process p
    t (serviceTask, unknown)
      ✗ does not run on camunda8: no connector here has the job type unknown: write a connector or a worker, and name it with --connectors-modules or --workers

camunda8  ✓ 3 run  ! 0 differ  ✗ 1 do not run

Read more:
  docs/migration.md#jobs-without-a-connector (1)
`,
  );
  const verbose = await run('good/order.bpmn', { ...only8, isVerbose: true });
  expect(verbose.output).toContain('    t "Call" (serviceTask, io.camunda:http-json:1)\n');
  expect(verbose.output).toContain('      ✓ runs on camunda8: REST call processes the job\n');
});

test('broken files are named with their lines, and others are checked', async () => {
  const { output } = await run('broken', only8);
  const shown = output.replaceAll(`${folder}/`, '');
  expect(shown).toContain('broken/order.bpmn:2:17: ✗ The file is not BPMN');
  expect(shown).toContain('broken/ask.form:2:1: ✗ The file is not JSON');
  expect(shown).toContain('broken/binary.bpmn: ✗ The file is not UTF-8 text');
  expect(shown).toContain('broken/price.dmn:1:7: ✗ The file is not DMN');
  expect(shown).toContain('camunda8  ✓ 4 run');
});

test('JSON has one form', async () => {
  const { output } = await run('', { json: true });
  const parsed = report.parse(JSON.parse(output));
  expect(parsed.files.map(({ file }) => file.replace(`${folder}/`, '')).sort()).toEqual([
    'bad/order.bpmn',
    'broken/ask.form',
    'broken/binary.bpmn',
    'broken/order.bpmn',
    'broken/price.dmn',
    'broken/z.bpmn',
    'good/.camunda/element-templates/call.json',
    'good/order.bpmn',
    'seven.bpmn',
  ]);
  expect(parsed.ok).toBe(false);
});

test('connectors of the configuration count', async () => {
  const { output } = await run('good/order.bpmn', {
    ...only8,
    flags: { connectorsBundled: ['none'] },
  });
  expect(output).toContain('no connector here has the job type io.camunda:http-json:1');
});

test('a signal ends it', async () => {
  const { error } = await run('good', { signal: AbortSignal.abort(new Error('stop')) });
  expect(error).toMatchObject({ message: 'stop' });
});
