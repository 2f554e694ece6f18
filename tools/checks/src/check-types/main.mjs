#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const compiler = join(
  dirname(createRequire(import.meta.url).resolve('typescript-7/package.json')),
  'bin/tsc',
);
const parameters = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  [compiler, ...(parameters.length === 0 ? ['-p', 'tsconfig.json'] : parameters)],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
