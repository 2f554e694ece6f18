import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { newestNode, oldestNode } from './node-versions.ts';
import { findNode, install, type Installation } from './published.ts';
import { runCommand } from './run-command.ts';

/**
 * The path of a developer with an application, without knowledge of the code: one install, with the newest
 * version of the SDK and two older ones beside it.
 */
const wanted = [
  ...['camunda8', 'connector-http-rest', 'engine', 'process-testing'].map((name) => `@jobwright/${name}`),
  ...['@camunda8/sdk@8.8.13', 'sdk-8-7@npm:@camunda8/sdk@8.7.30', 'sdk-8-6@npm:@camunda8/sdk@8.6.7'],
  ...['typescript@6', 'vitest@4', '@types/node@20'],
];
const given = join(import.meta.dirname, 'developer');
let application: Installation;

beforeAll(async () => {
  application = await install('developer', wanted);
  await copyFile(join(given, 'order.bpmn'), join(application.folder, 'order.bpmn'));
});

const node10 = {
  module: 'commonjs',
  moduleResolution: 'node10',
  ignoreDeprecations: '6.0',
  esModuleInterop: true,
};

/** The declarations of the SDK 8.8 do not compile with `node16` themselves; `alone` needs no client of it. */
const programs = {
  node16: { options: { module: 'node16' }, files: ['alone.mts', 'alone.cts'] },
  nodenext: {
    options: { module: 'nodenext' },
    files: ['alone.mts', 'alone.cts', 'application.mts', 'application.cts'],
  },
  node10: { options: node10, files: ['alone.cts', 'application.cts'] },
} as const;

const rename = (file: string, program: string) => file.replace('.', `-${program}.`);

// One run of the compiler for all files: it reads declarations once.
test.each(Object.entries(programs))(
  'packages and applications compile with %s, in ES modules and CommonJS, and all libraries are checked',
  async (program, { options, files }) => {
    for (const file of files) {
      const source = join(given, file.replace(/\.[cm]ts$/, '.ts.txt'));
      await copyFile(source, join(application.folder, rename(file, program)));
    }
    const compilerOptions = {
      strict: true,
      target: 'es2023',
      types: ['node'],
      skipLibCheck: false,
      ...options,
    };
    const project = `tsconfig.${program}.json`;
    const content = { compilerOptions, files: files.map((file) => rename(file, program)) };
    await writeFile(join(application.folder, project), JSON.stringify(content));
    const tsc = ['node_modules/typescript/bin/tsc', '-p', project];
    await runCommand(findNode(oldestNode), tsc, { cwd: application.folder });
  },
);

test.each([
  ['an ES module', oldestNode, 'application-nodenext.mjs'],
  ['CommonJS', oldestNode, 'application-node10.cjs'],
  ['CommonJS', newestNode, 'application-nodenext.cjs'],
])(
  'an application in %s on Node %s has own worker and our connectors on clients of three versions',
  async (_kind, node, file) => {
    const stdout = await runCommand(findNode(node), [file], { cwd: application.folder });
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toEqual({
      charged: {
        '8.8 gRPC': 40,
        '8.8 REST': 40,
        '8.7 gRPC': 40,
        '8.7 REST': 40,
        '8.6 gRPC': 40,
        alone: 40,
      },
      told: [expect.stringContaining('Two connectors have the job type io.camunda:http-json:1')],
    });
  },
);

test('the process is tested with vitest on the embedded engine', async () => {
  const { folder } = application;
  await copyFile(join(given, 'process-test.ts.txt'), join(folder, 'order.test.mts'));
  const config = "export default { test: { setupFiles: ['@jobwright/process-testing/vitest'] } };\n";
  await writeFile(join(folder, 'vitest.config.mjs'), config);
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=json', '--outputFile=result.json'];
  await runCommand(findNode(oldestNode), vitest, { cwd: folder });
  const result: unknown = JSON.parse(await readFile(join(folder, 'result.json'), 'utf8'));
  expect(result).toMatchObject({ numPassedTests: 2, numTotalTests: 2 });
});
