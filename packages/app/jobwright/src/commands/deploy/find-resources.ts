import { readFile, stat } from 'node:fs/promises';
import { basename, relative, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { wrongInputError } from '../../command-line/command-error.ts';
import { describeError } from '../../command-line/describe-error.ts';

export interface FoundResource {
  /** As the user would write it. */
  readonly file: string;
  /** Resource name for the cluster: the file name, with its folders if two files share a name. */
  readonly name: string;
  readonly content: Uint8Array;
}

const KINDS = ['bpmn', 'dmn', 'form'];

export interface FindOptions {
  /** Where the paths begin. */
  readonly from: string;
  /** Further endings of files that a folder stands for. Default: none. */
  readonly moreKinds?: readonly string[];
}

/**
 * Reads the resources to deploy: files, patterns (`models/*.bpmn`), and all BPMN, DMN and form files below
 * folders, except in `node_modules` and hidden folders.
 * @throws CommandError that names what does not exist
 */
export async function findResources(
  given: readonly string[],
  { from, moreKinds = [] }: FindOptions,
): Promise<readonly FoundResource[]> {
  const found = await Promise.all(given.map((one) => findFiles(one, from, [...KINDS, ...moreKinds])));
  const files = [...new Set(found.flat())].map((path) => relative(from, path) || path);
  const names = files.map((file) => basename(file));
  return Promise.all(
    files.map(async (file, index) => {
      const own = names[index] ?? file;
      const isTwice = names.filter((name) => name === own).length > 1;
      return { file, name: isTwice ? file : own, content: await read(resolve(from, file), file) };
    }),
  );
}

async function findFiles(given: string, from: string, kinds: readonly string[]): Promise<readonly string[]> {
  const facts = await stat(resolve(from, given)).catch(() => undefined);
  if (facts?.isFile() === true) return [resolve(from, given)];
  const isFolder = facts?.isDirectory() === true;
  if (!isFolder && !isDynamicPattern(given)) {
    throw wrongInputError(`${given} does not exist: give files, folders or patterns such as 'models/*.bpmn'`);
  }
  const files = await glob(isFolder ? `**/*.{${kinds.join(',')}}` : given, {
    cwd: isFolder ? resolve(from, given) : from,
    ignore: ['**/node_modules/**'],
    caseSensitiveMatch: false,
    absolute: true,
  });
  if (files.length > 0) return files.sort();
  throw wrongInputError(
    isFolder
      ? `${given} contains no ${kinds.map((kind) => `.${kind}`).join(', ')} file: give another folder, or the files themselves`
      : `No file matches ${given}: give files, folders or another pattern`,
  );
}

async function read(path: string, file: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw wrongInputError(`${file} cannot be read: ${describeError(cause)}`, { cause });
  }
}
