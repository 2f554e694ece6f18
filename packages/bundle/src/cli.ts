#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { CommanderError } from 'commander';
import { z } from 'zod';
import { CommandError, ExitCode } from './command-error.ts';
import { createProgram } from './program.ts';

const manifest = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')));

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    if (stop.signal.aborted) process.exit(130);
    stop.abort(name);
  });
}

try {
  await createProgram({
    environment: process.env,
    version: manifest.version,
    write: (text) => void process.stdout.write(text),
    stop: stop.signal,
  }).parseAsync();
} catch (error) {
  if (stop.signal.aborted) process.exit(130);
  if (error instanceof CommanderError) {
    process.exit(error.exitCode === 0 ? 0 : ExitCode.WRONG_INPUT);
  }
  if (!(error instanceof CommandError)) throw error;
  process.stderr.write(`jobwright: ${error.message}\n`);
  // Not left to the event loop: a connector that could not be loaded may hold it.
  process.exit(error.exitCode);
}
