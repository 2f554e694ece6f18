import type { ParsedResource, Resource } from './deployable.ts';
import { readAll } from './read-all.ts';
// Loaded with this module: the time that it takes is not that of the work.
import './read-processes.ts';

/** More than a real process has: the result is copied to the main thread and indexed there. */
const MAX_NODES = 20_000;

/** Reads the files of a deployment in a thread of its own, which is ended when it takes too long. */
export async function work(resources: readonly Resource[]): Promise<readonly ParsedResource[]> {
  const parsed = await readAll(resources);
  const nodes = parsed
    .flatMap((one) => (one.ok ? one.deployables : []))
    .reduce((sum, one) => sum + (one.kind === 'process' ? one.graph.nodes.length : 0), 0);
  if (nodes <= MAX_NODES) return parsed;
  return [{ ok: false, reason: `The deployment has ${nodes} elements, at most ${MAX_NODES} are read` }];
}
