import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { checkShape } from './check-shape.ts';
import { shapeExceptions } from './exceptions.ts';

const manifest = {
  name: '@jobwright/connector-chat',
  description: 'Sends messages (acme:chat:1).',
  license: 'Apache-2.0',
  type: 'module',
  engines: { node: '>=20.19.0' },
  sideEffects: false,
  main: './dist/index.js',
  types: './dist/index.d.ts',
  exports: {
    '.': {
      '@jobwright/source': './src/index.ts',
      require: './dist/require/index.js',
      types: './dist/index.d.ts',
      default: './dist/index.js',
    },
    './package.json': './package.json',
  },
  files: ['dist', 'src', '!**/*.test.ts', '!**/testing/**', '!**/*.tsbuildinfo'],
  publishConfig: { access: 'public' },
  scripts: {
    typecheck: 'check-types',
    prepack: 'node ../../../tools/release/write-require-entries.mjs',
  },
  nx: { tags: ['layer:connectors', 'scope:public'] },
  dependencies: { '@jobwright/connector-sdk': '0.1.0', zod: '4.6.7' },
  devDependencies: { '@jobwright/connector-testing': '^0.1.0' },
};

const good: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify(manifest),
  'README.md':
    '# @jobwright/connector-chat\n\n`acme:chat:1`\n\n## Example\n## Inputs\n## Output\n## Errors\n',
  LICENSE: '',
  'tsconfig.json': '{}',
  'tsconfig.build.json': '{}',
  'vitest.config.ts': '',
  'src/index.ts':
    "export { chat } from './connector.ts';\nexport type { SendInput } from './send.schema.ts';\n",
  'src/connector.ts': `import { defineConnector } from '@jobwright/connector-sdk';
import { send } from './send.ts';
import { sendInput } from './send.schema.ts';

export const chat = defineConnector({ type: 'acme:chat:1', template: { id: 'acme.chat', version: 1, description: 'Sends.', keywords: ['talk'], icon: '<svg/>', documentationRef: 'https://x' } });
`,
  'src/errors.ts': '',
  'src/send.ts': '',
  'src/send.schema.ts': '',
  'src/send.int.test.ts': '',
};

/** A folder of connectors with one of them: the good one with `changes`; `undefined` takes a file away. */
async function makePackages(changes: Readonly<Record<string, string | undefined>> = {}): Promise<string> {
  const packages = await mkdtemp(join(tmpdir(), 'shape-check-'));
  onTestFinished(() => rm(packages, { recursive: true }));
  const files = { ...good, ...changes };
  for (const [file, content] of Object.entries(files)) {
    if (content === undefined) continue;
    const path = join(packages, 'chat', file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  return packages;
}

test('a connector of the common shape has nothing to correct', async () => {
  expect(checkShape(await makePackages())).toEqual({
    packages: ['chat'],
    deviations: [],
    allowed: [],
    unused: [],
  });
});

const without = (key: keyof typeof manifest): string => JSON.stringify({ ...manifest, [key]: undefined });

test.each<readonly [string, Readonly<Record<string, string | undefined>>, string]>([
  ['a required file that is missing', { 'src/errors.ts': undefined }, 'src/errors.ts is missing'],
  ['a project.json', { 'project.json': '{}' }, 'project.json is not used'],
  ['a catch-all file', { 'src/utils.ts': '' }, 'src/utils.ts is not named after what it exports'],
  ['a file in camelCase', { 'src/toText.ts': '' }, 'src/toText.ts is not named after what it exports'],
  ['an operation without schema', { 'src/send.schema.ts': undefined }, 'src/send.schema.ts is missing'],
  ['an operation without test', { 'src/send.int.test.ts': undefined }, 'src/send.test.ts is missing'],
  [
    'logic in the definition',
    { 'src/connector.ts': `${good['src/connector.ts']}import x from 'undici';` },
    'src/connector.ts imports undici',
  ],
  [
    'no template',
    { 'src/connector.ts': good['src/connector.ts']!.replace('template: {', 'icon: {') },
    'src/connector.ts names no element template',
  ],
  ...['description', 'keywords', 'icon', 'documentationRef'].map(
    (fact) =>
      [
        `a template without ${fact}`,
        { 'src/connector.ts': good['src/connector.ts']!.replace(`${fact}:`, 'other:') },
        `src/connector.ts template.${fact} is missing`,
      ] as const,
  ),
  ['no definition', { 'src/connector.ts': 'template: {' }, 'src/connector.ts defines no connector'],
  ['tags that are missing', { 'package.json': without('nx') }, 'package.json nx.tags is missing'],
  [
    'other exports',
    { 'package.json': JSON.stringify({ ...manifest, exports: { '.': './x.js' } }) },
    'package.json exports differs from the other connectors',
  ],
  [
    'a dependency that is missing',
    { 'package.json': without('dependencies') },
    'package.json dependencies lacks zod',
  ],
  [
    'no testing kit',
    { 'package.json': without('devDependencies') },
    'package.json devDependencies lacks @jobwright/connector-testing',
  ],
  ['no description', { 'package.json': without('description') }, 'package.json description is missing'],
  [
    'a wildcard export',
    { 'src/index.ts': `${good['src/index.ts']}export * from './send.ts';` },
    'src/index.ts exports everything of a file',
  ],
  [
    'code in the index',
    { 'src/index.ts': `${good['src/index.ts']}const a = 1;` },
    'src/index.ts holds more than exports',
  ],
  [
    'types that are not exported',
    { 'src/index.ts': "export { chat } from './connector.ts';" },
    'src/index.ts exports nothing from ./send.schema.ts',
  ],
  [
    'a README section that is missing',
    { 'README.md': good['README.md']!.replace('## Output', '') },
    'README.md Output is missing',
  ],
  [
    'README sections out of order',
    { 'README.md': good['README.md']!.replace('## Example\n', '') + '## Example\n' },
    'README.md Inputs is out of order',
  ],
  [
    'another title',
    { 'README.md': good['README.md']!.replace('@jobwright/', '') },
    'README.md title is not the name of the package',
  ],
  [
    'a README without the job type',
    { 'README.md': good['README.md']!.replace('acme:chat:1', '') },
    'README.md job type does not name acme:chat:1',
  ],
])('%s is told, with what to do', async (_what, changes, expected) => {
  const { deviations } = checkShape(await makePackages(changes));
  const told = deviations.find(({ subject, problem }) => `${subject} ${problem}` === expected);
  expect(told, JSON.stringify(deviations)).toMatchObject({ package: 'chat' });
  expect(told!.fix).not.toBe('');
});

test('an exception allows its subject with its reason, and is told when it is no longer needed', async () => {
  const packages = await makePackages({ 'src/errors.ts': undefined, 'src/send.int.test.ts': undefined });
  const report = checkShape(packages, [
    { package: 'chat', subjects: ['src/errors.ts', 'project.json'], reason: 'It cannot fail.' },
  ]);
  expect(report.deviations.map(({ subject }) => subject)).toEqual(['src/send.test.ts']);
  expect(report.allowed).toMatchObject([{ subject: 'src/errors.ts', reason: 'It cannot fail.' }]);
  expect(report.unused).toEqual([{ package: 'chat', subject: 'project.json' }]);
});

test('a package.json that is no JSON is told by its package', async () => {
  const packages = await makePackages({ 'package.json': '{' });
  expect(() => checkShape(packages)).toThrow('packages/connectors/chat/package.json cannot be read');
});

test('the connectors of this workspace have the shape, but for the exceptions', () => {
  const report = checkShape(
    fileURLToPath(new URL('../../../../packages/connectors/', import.meta.url)),
    shapeExceptions,
  );
  expect(report.packages.length).toBeGreaterThanOrEqual(4);
  expect([...report.deviations, ...report.unused]).toEqual([]);
});
