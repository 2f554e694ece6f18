import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

it('refuses an engine that it does not know', () => {
  const args = ['--import=tsx', MAIN, 'serve', '--engine', 'camunda9'];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 20_000 });
  expect(stderr).toBe('Use: serve [--engine camunda8|camunda7] [--port NUMBER] | screenshots\n');
  expect(status).toBe(2);
});
