import type { ParsedResource, Resource } from './parse-resource.ts';
import { readAll } from './read-all.ts';

/** More than a real process has: the result is copied to the main thread and indexed there. */
const MAX_NODES = 20_000;

/** Reads BPMN files in a thread of its own, which is ended when it takes too long. */
export async function work(resources: readonly Resource[]): Promise<readonly ParsedResource[]> {
  const parsed = await readAll(resources);
  const nodes = parsed
    .flatMap((one) => (one.ok ? one.graphs : []))
    .reduce((sum, graph) => sum + graph.nodes.length, 0);
  if (nodes <= MAX_NODES) return parsed;
  return [{ ok: false, reason: `The deployment has ${nodes} elements, at most ${MAX_NODES} are read` }];
}
