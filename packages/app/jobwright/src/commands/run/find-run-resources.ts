import { basename, dirname, resolve } from 'node:path';
import { glob } from 'tinyglobby';
import { readText } from '../../command-line/read-variables.ts';
import { findResources } from '../deploy/find-resources.ts';

/** A file that is deployed with a process. */
export interface RunResource {
  readonly name: string;
  readonly content: string;
}

/** What a model refers to by id, and the files that may have it. */
const REFERENCES = [
  { mark: /:calledDecision[\s>]/, pattern: '*.dmn' },
  { mark: /:formDefinition[\s>]/, pattern: '*.form' },
] as const;

/**
 * Reads the files to deploy with the process of a file: those that are given, else the decisions and forms
 * beside it if the process refers to any.
 * @throws CommandError that names what cannot be read
 */
export async function findRunResources(
  file: string,
  { content, given }: { readonly content: string; readonly given: readonly string[] | undefined },
): Promise<readonly RunResource[]> {
  if (!given) return findBeside(file, content);
  const found = await findResources(given, { from: process.cwd() });
  return found
    .filter((resource) => resolve(resource.file) !== resolve(file))
    .map((resource) => ({ name: resource.name, content: new TextDecoder().decode(resource.content) }));
}

async function findBeside(file: string, content: string): Promise<readonly RunResource[]> {
  const patterns = REFERENCES.filter(({ mark }) => mark.test(content)).map(({ pattern }) => pattern);
  if (patterns.length === 0) return [];
  const files = await glob(patterns, { cwd: dirname(resolve(file)), absolute: true });
  return Promise.all(
    files.sort().map(async (path) => ({ name: basename(path), content: await readText(path) })),
  );
}
