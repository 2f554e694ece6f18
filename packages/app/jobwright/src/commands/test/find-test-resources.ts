import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { glob } from 'tinyglobby';
import { findResources } from '../deploy/find-resources.ts';
import { IGNORED_FOLDERS, showPath } from './find-test-files.ts';

/** A BPMN, DMN or form file that is deployed before each test case. */
export interface TestResource {
  /** Absolute. */
  readonly file: string;
  /** Its file name, with its folders if two files share a name. */
  readonly name: string;
  readonly content: string;
}

const KINDS = '**/*.{bpmn,dmn,form}';
const MAX_FILES = 1000;

/**
 * Reads the resources of a test file: those that are given, else those in its folder and below.
 * @throws CommandError that names what does not exist; Error when there are none, or more than 1,000
 */
export async function findTestResources(
  testFile: string,
  { given, from }: { readonly given: readonly string[]; readonly from: string },
): Promise<readonly TestResource[]> {
  if (given.length > 0) {
    const found = await findResources(given, { from });
    return found.map(({ file, name, content }) => ({
      file: resolve(from, file),
      name,
      content: new TextDecoder().decode(content),
    }));
  }
  const folder = dirname(testFile);
  const files = await glob(KINDS, {
    cwd: folder,
    ignore: [...IGNORED_FOLDERS],
    caseSensitiveMatch: false,
    absolute: true,
  });
  const shown = showPath(folder, from);
  if (files.length === 0) {
    throw new Error(`No .bpmn, .dmn or .form file is in ${shown} or below: name them with --resources`);
  }
  if (files.length > MAX_FILES) {
    throw new Error(`More than ${MAX_FILES} resources are in ${shown} or below: choose with --resources`);
  }
  const names = files.map((file) => basename(file));
  const isTwice = (name: string): boolean => names.filter((one) => one === name).length > 1;
  return Promise.all(
    files.sort().map(async (file) => ({
      file,
      name: isTwice(basename(file)) ? showPath(file, folder) : basename(file),
      content: await readFile(file, 'utf8'),
    })),
  );
}
