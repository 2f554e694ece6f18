import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, afterEach, describe, expect, test } from 'vitest';
import { CommandError } from '../command-line/command-error.ts';
import { findConnectorModules } from './find-connector-modules.ts';

let root: string;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'jobwright-find-')));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
}
const find = (...given: readonly string[]) => findConnectorModules(given, join(root, 'app'));
const filesOf = (...given: readonly string[]) =>
  find(...given).map(({ file }) => file.slice(root.length + 1));
const packageAt = (folder: string, manifest: object, entry: string) => ({
  [`${folder}/package.json`]: JSON.stringify(manifest),
  [`${folder}/${entry}`]: '',
});

describe('a package is found', () => {
  test('by name in node_modules here, then above, then beside the command', async () => {
    await write({
      ...packageAt('node_modules/@acme/slack', { main: 'above.js' }, 'above.js'),
      ...packageAt('node_modules/chat', { main: 'above.js' }, 'above.js'),
      ...packageAt('app/node_modules/@acme/slack', { main: 'here.js' }, 'here.js'),
    });
    expect(filesOf('@acme/slack', 'chat')).toEqual([
      'app/node_modules/@acme/slack/here.js',
      'node_modules/chat/above.js',
    ]);
    expect(find('zod')[0]?.file).toMatch(/node_modules\/zod\/index\.js$/);
  });

  test.each<readonly [object, string]>([
    [{ exports: './x.js' }, 'x.js'],
    [{ exports: { import: './x.mjs', require: './x.cjs' } }, 'x.mjs'],
    [{ exports: { '.': { browser: './b.js', node: { import: './x.js' }, default: './d.js' } } }, 'x.js'],
    [{ main: './lib/x.cjs' }, 'lib/x.cjs'],
    [{ main: 'lib/x' }, 'lib/x.js'],
    [{ main: 'lib' }, 'lib/index.js'],
    [{}, 'index.js'],
  ])('with the entry that import takes: %j', async (manifest, entry) => {
    await write(packageAt('app/slack', { name: 'slack', ...manifest }, entry));
    expect(filesOf('./slack')).toEqual([`app/slack/${entry}`]);
  });

  test('by a subpath that it exports', async () => {
    const exports = { '.': './index.js', './more': './lib/more.js' };
    await write(packageAt('app/node_modules/slack', { name: 'slack', exports }, 'lib/more.js'));
    expect(filesOf('slack/more')).toEqual(['app/node_modules/slack/lib/more.js']);
  });

  test('in a folder of packages, scopes included, node_modules and hidden folders not', async () => {
    await write({
      ...packageAt('mounted/slack', {}, 'index.js'),
      ...packageAt('mounted/@acme/chat', {}, 'index.js'),
      ...packageAt('mounted/node_modules/zod', {}, 'index.js'),
      ...packageAt('mounted/.cache', {}, 'index.js'),
      'mounted/README.md': '',
    });
    expect(filesOf('../mounted')).toEqual(['mounted/@acme/chat/index.js', 'mounted/slack/index.js']);
    expect(find(join(root, 'mounted')).map(({ name }) => name)).toEqual([
      join(root, 'mounted/@acme/chat'),
      join(root, 'mounted/slack'),
    ]);
  });

  test('once, however it is given', async () => {
    await write(packageAt('slack', {}, 'index.js'));
    await mkdir(join(root, 'app/node_modules'), { recursive: true });
    await symlink(join(root, 'slack'), join(root, 'app/node_modules/slack'));
    expect(filesOf('slack', '../slack', join(root, 'slack/index.js'))).toEqual(['slack/index.js']);
  });
});

test.each<readonly [string, Readonly<Record<string, string>>, RegExp]>([
  ['@acme/nowhere', {}, /^Package @acme\/nowhere is not installed here .*: run npm install @acme\/nowhere$/],
  [
    'slack',
    { 'app/slack/package.json': '{}' },
    /^Package slack is not installed .*, or give the path \.\/slack$/,
  ],
  ['@acme', {}, /^@acme is neither a package name nor a path/],
  ['./nowhere', {}, /^\.\/nowhere does not exist: give the name of a package, a folder or a module$/],
  ['./x.ts', { 'app/x.ts': '' }, /^\.\/x\.ts is TypeScript: .*, or use jobwright dev$/],
  ['./x.bpmn', { 'app/x.bpmn': '' }, /^\.\/x\.bpmn is not a module/],
  ['./empty', { 'app/empty/README.md': '' }, /^Neither \.\/empty nor a folder in it has a package\.json/],
  [
    './x',
    { 'app/x/package.json': '{"main":"dist/x.js"}' },
    /points to .*\/app\/x\/dist\/x\.js, which does not exist: build it first$/,
  ],
  ['./x', { 'app/x/package.json': '{"dependencies":{}}' }, /its package\.json has no entry point/],
  [
    './x',
    { 'app/x/package.json': '{' },
    /^\.\/x cannot be loaded: its package\.json cannot be read: correct it$/,
  ],
  ['zod/nothing', {}, /^zod\/nothing cannot be loaded: Missing "\.\/nothing" specifier in "zod" package/],
])('%s with %j is refused with what to do', async (given, files, message) => {
  await write({ 'app/package.json': '{}', ...files });
  expect(() => find(given)).toThrow(CommandError);
  expect(() => find(given)).toThrow(message);
});
