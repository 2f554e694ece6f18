import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';
import { loadCompiler } from './load-compiler.ts';

async function makeProject(esbuild?: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jobwright-compiler-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  if (esbuild === undefined) return folder;
  const installed = join(folder, 'node_modules/esbuild');
  await mkdir(installed, { recursive: true });
  await writeFile(join(installed, 'package.json'), '{ "name": "esbuild", "main": "main.js" }');
  await writeFile(join(installed, 'main.js'), esbuild);
  return folder;
}

test("the project's own compiler goes first", async () => {
  const folder = await makeProject('exports.build = function own() {};');
  expect((await loadCompiler(folder)).build.name).toBe('own');
});

test('a project without one gets the one beside the command', async () => {
  expect((await loadCompiler(await makeProject())).build).toBe(build);
});

test('another module of that name is refused', async () => {
  await expect(loadCompiler(await makeProject('exports.other = 1;'))).rejects.toThrow(
    /main\.js is not esbuild: install esbuild 0\.25 or newer/,
  );
});
