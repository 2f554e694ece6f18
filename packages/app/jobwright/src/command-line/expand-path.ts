import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { wrongInputError } from './command-error.ts';

export interface ExpandOptions {
  /** Where the path begins. */
  readonly from: string;
  /** Patterns of the files that a folder stands for. Those in `node_modules` are left out. */
  readonly patterns: readonly string[];
  /** What is missing in a folder without such files, and what to give instead. */
  readonly missing: string;
}

/** The files that an argument stands for. */
export interface ExpandedPath {
  /** Absolute, and sorted. */
  readonly paths: readonly string[];
  readonly isFolder: boolean;
}

/**
 * Finds the files that a file, a folder or a pattern (`models/*.bpmn`) stands for.
 * @throws CommandError that names what does not exist
 */
export async function expandPath(
  given: string,
  { from, patterns, missing }: ExpandOptions,
): Promise<ExpandedPath> {
  const path = resolve(from, given);
  const facts = await stat(path).catch(() => undefined);
  if (facts?.isFile() === true) return { paths: [path], isFolder: false };
  const isFolder = facts?.isDirectory() === true;
  if (!isFolder && !isDynamicPattern(given))
    throw wrongInputError(`${given} does not exist: give files, folders or patterns such as 'models/*.bpmn'`);
  const paths = await glob(isFolder ? patterns : given, {
    cwd: isFolder ? path : from,
    ignore: ['**/node_modules/**'],
    caseSensitiveMatch: false,
    absolute: true,
  });
  if (paths.length === 0)
    throw wrongInputError(
      isFolder
        ? `${given} contains no ${missing}`
        : `No file matches ${given}: give files, folders or another pattern`,
    );
  return { paths: paths.sort(), isFolder };
}
