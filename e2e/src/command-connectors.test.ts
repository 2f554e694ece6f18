import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { validateTemplate } from '@jobwright/element-templates';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type ConnectorProject,
  makeConnectorProject,
  toGreeting as greeting,
  toGreeter,
  toManifest,
} from './testing/connector-project.ts';
import { oneLine, runCli } from './testing/run-cli.ts';

let project: ConnectorProject;

beforeAll(async () => {
  project = await makeConnectorProject();
  await project.write({
    'package.json': '{ "private": true, "type": "module" }',
    'node_modules/@acme/connector-greet/package.json': toManifest('@acme/connector-greet'),
    'node_modules/@acme/connector-greet/dist/index.js': toGreeter('acme:greet:1', 'Hello'),
    'shout.mjs': toGreeter('acme:shout:1', 'HELLO'),
    'greeting.bpmn': greeting('acme:greet:1'),
  });
});
afterAll(() => project.remove());

const run = (parameters: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
  runCli(
    ['run', 'greeting.bpmn', '--variables', '{"name": "Ada"}', ...parameters],
    environment,
    project.root,
  );

describe('connectors that the command does not bring, made with another copy of the SDK', () => {
  test('run a process on the embedded engine; what they throw and refuse is understood', async () => {
    const environment = { JOBWRIGHT_CONNECTORS_MODULES: ' @acme/connector-greet, ./shout.mjs ,' };
    const { exitCode, stdout, stderr } = await run([], environment);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual({ name: 'Ada', greeting: { text: 'Hello Ada' } });
    const caught = await run(['--variables', '{"name": "nobody"}'], environment);
    expect(caught.exitCode, caught.stderr).toBe(0);
    expect(JSON.parse(caught.stdout)).toEqual({ name: 'nobody', caught: 'There is nobody here' });
    const refused = await run(['--variables', '{"name": ""}'], {
      ...environment,
      JOBWRIGHT_LOG_LEVEL: 'silent',
    });
    expect(refused).toMatchObject({ exitCode: 1, stderr: oneLine(/INPUT_INVALID: name: /) });
  });

  test('replace what the environment says, and one of a bundled job type when that is left out', async () => {
    await project.write({
      'rest.mjs': toGreeter('io.camunda:http-json:1', 'Not a request,'),
      'rest.bpmn': greeting('io.camunda:http-json:1'),
    });
    const replaced = await runCli(
      [
        'run',
        'rest.bpmn',
        '--variables',
        '{"name": "Ada"}',
        '--connectors-modules',
        './rest.mjs',
        '--connectors-bundled',
        'none',
      ],
      { JOBWRIGHT_CONNECTORS_MODULES: 'left-out' },
      project.root,
    );
    expect(replaced).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Not a request, Ada') });
    expect(await run(['--connectors-modules', './rest.mjs'])).toMatchObject({
      exitCode: 2,
      stderr: oneLine(
        /Two connectors have the job type io\.camunda:http-json:1, one from this command and one from \.\/rest\.mjs: leave one of them out/,
      ),
    });
  });
});

describe('what cannot be loaded is one line with what to do, exit code 2', () => {
  const missingExport = "import { nothing } from '@jobwright/connector-sdk';";
  const foreign = "export const slack = { type: 'acme:slack:1', [Symbol.for('jobwright.connector')]: 2 };";
  const packageOf = (name: string, content: string, fields: Readonly<Record<string, unknown>> = {}) => ({
    [`${name}/package.json`]: toManifest(name, { exports: './index.js', ...fields }),
    [`${name}/index.js`]: content,
  });
  test.each<readonly [string, string, Readonly<Record<string, string>>, RegExp]>([
    [
      'a package that is not installed',
      '@acme/nowhere',
      {},
      /Package @acme\/nowhere is not installed here or next to jobwright: run npm install @acme\/nowhere/,
    ],
    [
      'a module that throws',
      './throws.mjs',
      { 'throws.mjs': "setInterval(() => {}, 1e3); throw new Error('No licence\\nat all')" },
      /\.\/throws\.mjs cannot be loaded: No licence: correct it \(run node .*\/throws\.mjs to see where\), or leave it out/,
    ],
    [
      'a dependency that is missing',
      './lonely',
      packageOf('lonely', "import 'left-out';"),
      /\.\/lonely cannot be loaded: Cannot find package 'left-out'.*: install its dependencies: run npm install in .*\/lonely/,
    ],
    [
      'a package made for another SDK',
      './newer',
      packageOf('newer', missingExport, { dependencies: { '@jobwright/connector-sdk': '^3.0.0' } }),
      /\.\/newer cannot be loaded: .*does not provide an export named 'nothing': it needs @jobwright\/connector-sdk \^3\.0\.0: install that version/,
    ],
    [
      'a connector of an SDK this command does not know',
      './foreign',
      packageOf('foreign', foreign, {
        dependencies: {},
        peerDependencies: { '@jobwright/connector-sdk': '^3.0.0' },
      }),
      /\.\/foreign: its connector acme:slack:1 was built with @jobwright\/connector-sdk \^3\.0\.0, which this version of jobwright cannot run: update the older of the two/,
    ],
    [
      'a module without connectors',
      './none.mjs',
      { 'none.mjs': "export const slack = { type: 'acme:slack:1', name: 'Slack' };" },
      /\.\/none\.mjs does not export a connector: export const x = defineConnector/,
    ],
    [
      'two connectors of one job type',
      './twice',
      {
        ...packageOf('twice/a', toGreeter('acme:twice:1', 'a')),
        ...packageOf('twice/b', toGreeter('acme:twice:1', 'b')),
      },
      /Two connectors have the job type acme:twice:1, one from twice\/a and one from twice\/b: leave one of them out/,
    ],
  ])('%s', async (_, given, files, expected) => {
    await project.write(files);
    expect(await run(['--connectors-modules', given])).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: oneLine(expected),
    });
  });

  test('a bundled connector that there is not, and none at all', async () => {
    expect(await run(['--connectors-bundled', 'http'])).toMatchObject({
      exitCode: 2,
      stderr: oneLine(
        /No bundled connector has the job type http: choose from io\.camunda:http-json:1, .*, or none/,
      ),
    });
    expect(await runCli(['start'], { JOBWRIGHT_CONNECTORS_BUNDLED: 'none' })).toMatchObject({
      exitCode: 2,
      stderr: oneLine(/There are no connectors to run: add some with --connectors-modules/),
    });
  });
});

describe('jobwright connectors', () => {
  test('lists those of the command, with the versions of their packages', async () => {
    const { exitCode, stdout, stderr } = await runCli(['connectors'], {}, project.root);
    expect([exitCode, stderr]).toEqual([0, '']);
    const lines = stdout.trim().split('\n');
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(
      /^REST call: io\.camunda:http-json:1; operations run; template io\.jobwright\.http-rest version \d+; @jobwright\/connector-http-rest \d+\.\d+\.\d+$/,
    );
  });

  test('lists those of packages and modules, under the job types of the configuration, as JSON', async () => {
    await project.write({
      'jobwright.yaml': 'connectors: { jobTypes: { "io.jobwright:pdf:1": "my-pdf" } }',
      'plain.mjs': toGreeter('acme:plain:1', 'Hi', 'undefined'),
    });
    const given = [
      '--connectors-bundled',
      'io.jobwright:pdf:1',
      '--connectors-modules',
      '@acme/connector-greet',
      './plain.mjs',
    ];
    const parameters = ['connectors', '--config', 'jobwright.yaml', ...given, '--json'];
    const { exitCode, stdout, stderr } = await runCli(parameters, {}, project.root);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual({
      connectors: [
        {
          name: 'Generate PDF',
          jobType: 'my-pdf',
          operations: ['run'],
          template: { id: 'io.jobwright.pdf', version: expect.any(Number) },
          package: { name: '@jobwright/connector-pdf', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) },
          bundled: true,
          topics: null,
        },
        {
          name: 'Greeter',
          jobType: 'acme:greet:1',
          operations: ['run'],
          template: { id: 'acme.greet', version: 1 },
          package: { name: '@acme/connector-greet', version: '1.0.0' },
          bundled: false,
          topics: null,
        },
        {
          name: 'Greeter',
          jobType: 'acme:plain:1',
          operations: ['run'],
          template: null,
          package: null,
          bundled: false,
          topics: null,
        },
      ],
    });
  });
});

describe('jobwright templates', () => {
  const readTemplate = async (path: string): Promise<object> =>
    JSON.parse(await readFile(join(project.root, path), 'utf8'));

  test('writes those of the bundled connectors where the Desktop Modeler finds them', async () => {
    const { exitCode, stdout } = await runCli(['templates'], {}, project.root);
    expect(exitCode).toBe(0);
    expect(stdout.trim().split('\n')).toContain('Wrote .camunda/element-templates/http-rest.json');
    const template = await readTemplate('.camunda/element-templates/http-rest.json');
    expect(validateTemplate(template)).toEqual([]);
    expect(template).toMatchObject({ id: 'io.jobwright.http-rest' });
  });

  test('writes those of packages', async () => {
    expect(await runCli(['templates', '@acme/connector-greet', '--out', 'out'], {}, project.root)).toEqual({
      exitCode: 0,
      stdout: 'Wrote out/greet.json\n',
      stderr: '',
    });
    expect(await readTemplate('out/greet.json')).toMatchObject({ id: 'acme.greet', version: 1 });
    const { stdout } = await runCli(
      ['templates', '@acme/connector-greet', '--out', 'out', '--json'],
      {},
      project.root,
    );
    expect(JSON.parse(stdout)).toEqual({
      templates: [{ id: 'acme.greet', version: 1, file: 'out/greet.json' }],
    });
  });

  test('writes those for Camunda 7 beside those for Camunda 8', async () => {
    const args = ['templates', '@acme/connector-greet', '--engine', 'camunda7', '--out', 'out', '--json'];
    const { exitCode, stdout } = await runCli(args, {}, project.root);
    expect({ exitCode, ...JSON.parse(stdout) }).toEqual({
      exitCode: 0,
      templates: [{ id: 'acme.greet.camunda7', version: 1, file: 'out/greet-camunda7.json' }],
    });
    const templates = await readTemplate('out/greet-camunda7.json');
    expect(templates).toMatchObject([{ id: 'acme.greet.camunda7' }]);
    expect((templates as readonly object[]).flatMap(validateTemplate)).toEqual([]);
  });

  test('says in one line that a folder cannot be written', async () => {
    const refused = await runCli(['templates', '--out', 'package.json/templates'], {}, project.root);
    expect(refused).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: oneLine(/Cannot write .*: choose another folder with --out/),
    });
  });

  test.each<readonly [readonly string[], RegExp]>([
    [['./bare.mjs'], /Connector acme:bare:1 has no template: add template: \{ id, version \}/],
    [
      ['./shout.mjs', '@acme/connector-greet'],
      /Two templates would be written to .*greet\.json: write one of them elsewhere/,
    ],
  ])('of %j are refused with one line', async (given, message) => {
    await project.write({ 'bare.mjs': toGreeter('acme:bare:1', '', 'undefined') });
    const refused = await runCli(['templates', ...given], {}, project.root);
    expect(refused).toEqual({ exitCode: 2, stdout: '', stderr: oneLine(message) });
  });
});
