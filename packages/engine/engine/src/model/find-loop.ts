import type { GraphNode, ProcessGraph } from './graph.ts';

/** Nodes a token passes without waiting; a sub-process may wait inside, which is not looked into. */
const isStraightThrough = (node: GraphNode): boolean =>
  node.kind === 'passThrough' || node.kind === 'exclusiveGateway' || node.kind === 'parallelGateway';

interface Step {
  readonly id: string;
  readonly previous?: Step;
}

function toPath(step: Step): readonly string[] {
  const ids: string[] = [];
  for (let current: Step | undefined = step; current; current = current.previous) ids.unshift(current.id);
  return ids;
}

function findWayBack(from: GraphNode, nodes: ReadonlyMap<string, GraphNode>): readonly string[] | undefined {
  const seen = new Set<string>();
  const open: Step[] = [{ id: from.id }];
  for (let step = open.shift(); step; step = open.shift()) {
    for (const { targetId } of nodes.get(step.id)?.outgoing ?? []) {
      const next = { id: targetId, previous: step };
      if (targetId === from.id) return toPath(next);
      if (seen.has(targetId) || !nodes.has(targetId)) continue;
      seen.add(targetId);
      open.push(next);
    }
  }
  return undefined;
}

/**
 * A loop without a wait state, as the ids on the way round. Commands run to quiescence: such a loop would never end.
 */
export function findStraightThroughLoop({ nodes }: ProcessGraph): readonly string[] | undefined {
  const straight = new Map(nodes.filter(isStraightThrough).map((node) => [node.id, node]));
  // The broker names a loop from its first task or event; one of gateways alone it lets pass, to spin.
  const isGateway = (node: GraphNode): boolean => node.kind !== 'passThrough';
  const all = [...straight.values()];
  for (const node of [...all.filter((other) => !isGateway(other)), ...all.filter(isGateway)]) {
    const loop = findWayBack(node, straight);
    if (loop) return loop;
  }
  return undefined;
}
