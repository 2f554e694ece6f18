import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { wrongInputError } from '../command-line/command-error.ts';
import type { Environment } from './environment.ts';

/** A credential, or where to find it: an environment variable or a file. */
export const credential = z.union(
  [
    z.string().min(1),
    z.strictObject({ env: z.string().min(1) }),
    z.strictObject({ file: z.string().min(1) }),
  ],
  { error: 'Expected a string, { env: NAME } or { file: PATH }' },
);

export type Credential = z.output<typeof credential>;

/** @throws CommandError that names the variable or file, never its content */
export function readCredential(given: Credential, environment: Environment): string {
  if (typeof given === 'string') return given;
  if ('env' in given) {
    const value = environment[given.env];
    if (value === undefined || value === '') throw wrongInputError(`The variable ${given.env} is not set`);
    return value;
  }
  try {
    return readFileSync(given.file, 'utf8').replace(/\r?\n$/, '');
  } catch (cause) {
    throw wrongInputError(`Cannot read the file ${given.file}`, { cause });
  }
}
