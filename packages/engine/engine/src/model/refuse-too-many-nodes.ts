import type { ParsedResource } from './deployable.ts';

/** More than a real process has: the graph is indexed on the main thread. */
const MAX_NODES = 20_000;

/** What was read, or a refusal of all of it. */
export function refuseTooManyNodes(parsed: readonly ParsedResource[]): readonly ParsedResource[] {
  const nodes = parsed
    .flatMap((one) => (one.ok ? one.deployables : []))
    .reduce((sum, one) => sum + (one.kind === 'process' ? one.graph.nodes.length : 0), 0);
  if (nodes <= MAX_NODES) return parsed;
  return [{ ok: false, reason: `The deployment has ${nodes} elements, at most ${MAX_NODES} are read` }];
}
