import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import module from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const keepsCompiled = 'enableCompileCache' in module;

/** Runs a program that keeps what it compiles, and returns whether it did. */
function leavesCache(environment: Record<string, string>): boolean {
  const home = mkdtempSync(join(tmpdir(), 'keep-compiled-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const url = new URL('keep-compiled.ts', import.meta.url).href;
  const program = `const { keepCompiled } = await import(${JSON.stringify(url)}); keepCompiled(process.env); await import('zod');`;
  execFileSync(process.execPath, ['--import=tsx', '--input-type=module', '-e', program], {
    cwd: import.meta.dirname,
    env: { PATH: process.env['PATH'], HOME: home, ...environment },
  });
  return existsSync(join(home, '.cache/jobwright/compiled'));
}

it('keeps compiled modules in the cache of the user, where Node can', () => {
  expect(leavesCache({})).toBe(keepsCompiled);
});

it('leaves the choice to whoever has named a folder', () => {
  const folder = join(tmpdir(), 'keep-compiled-elsewhere');
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  expect(leavesCache({ NODE_COMPILE_CACHE: folder })).toBe(false);
});

it('starts also where nothing can be kept', () => {
  expect(leavesCache({ XDG_CACHE_HOME: '/dev/null' })).toBe(false);
});
