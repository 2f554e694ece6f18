import { readFile } from 'node:fs/promises';
import { basename, relative, resolve } from 'node:path';
import { wrongInputError } from '../../command-line/command-error.ts';
import { describeError } from '../../command-line/describe-error.ts';
import { expandPath } from '../../command-line/expand-path.ts';

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
  const kinds = [...KINDS, ...moreKinds];
  const patterns = [`**/*.{${kinds.join(',')}}`];
  const missing = `${kinds.map((kind) => `.${kind}`).join(', ')} file: give another folder, or the files themselves`;
  const found = await Promise.all(given.map((one) => expandPath(one, { from, patterns, missing })));
  const files = [...new Set(found.flatMap(({ paths }) => paths))].map((path) => relative(from, path) || path);
  const names = files.map((file) => basename(file));
  return Promise.all(
    files.map(async (file, index) => {
      const own = names[index] ?? file;
      const isTwice = names.filter((name) => name === own).length > 1;
      return { file, name: isTwice ? file : own, content: await read(resolve(from, file), file) };
    }),
  );
}

async function read(path: string, file: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw wrongInputError(`${file} cannot be read: ${describeError(cause)}`, { cause });
  }
}
