import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findBrokenExamples } from './find-broken-examples.ts';
import { createSourceProgram } from './source-program.ts';

const NAMES = `/**
 * Adds.
 * @example
 * const sum: number = add(1, 2);
 * console.log(sum);
 */
export const add = (one: number, other: number): number => one + other;

/**
 * Ends.
 * @example
 * import { join } from './no-such-file.ts';
 * const sum: string = add(1, '2');
 */
export function end(): void {}

/** @example const end = missing(); */
export const last = 1;
`;

test('finds examples that do not compile against what their package exports', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'examples-check-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const entry = join(folder, 'index.ts');
  await writeFile(entry, "export * from './names.ts';\n");
  await writeFile(join(folder, 'names.ts'), NAMES);
  const names = join(folder, 'names.ts');
  expect(findBrokenExamples([{ folder, entry }], createSourceProgram([entry]))).toEqual({
    examples: 3,
    broken: [
      { at: `${names}:11`, message: expect.stringMatching(/Cannot find module '\.\/no-such-file\.ts'/) },
      { at: `${names}:11`, message: expect.stringMatching(/'number' is not assignable to type 'string'/) },
      { at: `${names}:11`, message: expect.stringMatching(/'string' is not assignable to parameter/) },
      { at: `${names}:17`, message: "Cannot find name 'missing'." },
    ],
  });
});
