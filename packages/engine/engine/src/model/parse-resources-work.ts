import type { ParsedResource, Resource } from './deployable.ts';
import { readAll } from './read-all.ts';
// Loaded with this module: the time that it takes is not that of the work.
import './read-processes.ts';
import { refuseTooManyNodes } from './refuse-too-many-nodes.ts';

/** Reads the files of a deployment in a thread of its own, which is ended when it takes too long. */
export async function work(resources: readonly Resource[]): Promise<readonly ParsedResource[]> {
  return refuseTooManyNodes(await readAll(resources));
}
