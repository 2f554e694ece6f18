import { stat } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { wrongInputError } from '../../command-line/command-error.ts';

const ALL = '**/*.test.json';

/** Folders with copies: of packages, and of what Maven builds. Hidden ones are left out anyway. */
export const IGNORED_FOLDERS: readonly string[] = ['**/node_modules/**', '**/target/**'];

/**
 * Finds test files: files, patterns (`tests/*.json`), and all `*.test.json` below folders, except in
 * `node_modules`, `target` and hidden folders.
 * @returns absolute paths, each once, sorted
 * @throws CommandError that names what does not exist
 */
export async function findTestFiles(given: readonly string[], from: string): Promise<readonly string[]> {
  const found = await Promise.all(given.map((one) => findFiles(one, from)));
  const files = [...new Set(found.flat())];
  if (files.length > 0) return files.sort();
  throw wrongInputError(
    `No *.test.json file found in ${given.join(', ')}: give a folder that has one, or the files themselves`,
  );
}

async function findFiles(given: string, from: string): Promise<readonly string[]> {
  const path = resolve(from, given);
  const facts = await stat(path).catch(() => undefined);
  if (facts?.isFile() === true) return [path];
  const isFolder = facts?.isDirectory() === true;
  if (!isFolder && !isDynamicPattern(given)) {
    throw wrongInputError(
      `${given} does not exist: give *.test.json files, folders or patterns such as 'tests/*.test.json'`,
    );
  }
  return glob(isFolder ? ALL : given, {
    cwd: isFolder ? path : from,
    ignore: [...IGNORED_FOLDERS],
    absolute: true,
  });
}

/** A path as the user would write it. */
export const showPath = (file: string, from: string): string => relative(from, file) || file;
