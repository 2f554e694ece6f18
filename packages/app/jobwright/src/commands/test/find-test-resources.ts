import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { glob } from 'tinyglobby';
import { findResources } from '../deploy/find-resources.ts';
import { showPath } from './find-test-files.ts';

/** A BPMN, DMN or form file that is deployed before each test case. */
export interface TestResource {
  /** Absolute. */
  readonly file: string;
  /** As the user would write it. */
  readonly name: string;
  readonly content: string;
}

const KINDS = '**/*.{bpmn,dmn,form}';
const MAX_FILES = 1000;

/**
 * Reads the resources of a test file: those that are given, else those in its folder and below.
 * @throws CommandError that names what does not exist; Error when a folder has more than 1,000
 */
export async function findTestResources(
  testFile: string,
  { given, from }: { readonly given: readonly string[]; readonly from: string },
): Promise<readonly TestResource[]> {
  if (given.length > 0) {
    const found = await findResources(given, from);
    return found.map(({ file, content }) => ({
      file,
      name: file,
      content: new TextDecoder().decode(content),
    }));
  }
  const folder = dirname(testFile);
  const files = await glob(KINDS, {
    cwd: folder,
    ignore: ['**/node_modules/**'],
    caseSensitiveMatch: false,
    absolute: true,
  });
  if (files.length > MAX_FILES) {
    throw new Error(
      `${showPath(folder, from)} holds more than ${MAX_FILES} BPMN, DMN and form files: choose with --resources`,
    );
  }
  return Promise.all(
    files
      .sort()
      .map(async (file) => ({ file, name: showPath(file, from), content: await readFile(file, 'utf8') })),
  );
}

/** The name a resource is deployed with. */
export const resourceName = ({ file }: TestResource): string => basename(file);
