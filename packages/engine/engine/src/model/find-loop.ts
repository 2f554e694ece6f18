import type { GraphNode, ProcessGraph } from './graph.ts';

/** Nodes that a token passes without waiting. A sub-process may wait inside and is not examined. */
const STRAIGHT_THROUGH = new Set<GraphNode['kind']>([
  'passThrough',
  'script',
  'signalThrow',
  'escalationThrow',
  'exclusiveGateway',
  'inclusiveGateway',
  'parallelGateway',
]);
const isStraightThrough = (node: GraphNode): boolean => STRAIGHT_THROUGH.has(node.kind);

interface Step {
  readonly id: string;
  readonly previous?: Step;
}

function listIds(step: Step): readonly string[] {
  const ids: string[] = [];
  for (let current: Step | undefined = step; current; current = current.previous) ids.unshift(current.id);
  return ids;
}

function findPathBack(from: GraphNode, nodes: ReadonlyMap<string, GraphNode>): readonly string[] | undefined {
  const seen = new Set<string>();
  const open: Step[] = [{ id: from.id }];
  for (let step = open.shift(); step; step = open.shift()) {
    for (const { targetId } of nodes.get(step.id)?.outgoing ?? []) {
      const next = { id: targetId, previous: step };
      if (targetId === from.id) return listIds(next);
      if (seen.has(targetId) || !nodes.has(targetId)) continue;
      seen.add(targetId);
      open.push(next);
    }
  }
  return undefined;
}

/**
 * A loop without a wait state, as the ids along it. Commands run to quiescence, so such a loop would never end.
 */
export function findStraightThroughLoop({ nodes }: ProcessGraph): readonly string[] | undefined {
  const straight = new Map(nodes.filter(isStraightThrough).map((node) => [node.id, node]));
  // The broker names a loop from its first task or event; it accepts loops of gateways alone and then spins.
  const isGateway = (node: GraphNode): boolean => node.kind.endsWith('Gateway');
  const all = [...straight.values()];
  for (const node of [...all.filter((other) => !isGateway(other)), ...all.filter(isGateway)]) {
    const loop = findPathBack(node, straight);
    if (loop) return loop;
  }
  return undefined;
}
