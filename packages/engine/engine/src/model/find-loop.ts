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
 * Only nodes that a loop can hold: from the others every path ends. In a model without loops nothing is left
 * to search.
 */
function leaveOutDeadEnds(nodes: Map<string, GraphNode>): Map<string, GraphNode> {
  const incoming = new Map<string, string[]>();
  const exits = new Map<string, number>();
  for (const { id, outgoing } of nodes.values()) {
    const targets = outgoing.filter(({ targetId }) => nodes.has(targetId));
    exits.set(id, targets.length);
    for (const { targetId } of targets) {
      const sources = incoming.get(targetId);
      if (sources) sources.push(id);
      else incoming.set(targetId, [id]);
    }
  }
  const ends = [...exits].flatMap(([id, count]) => (count === 0 ? [id] : []));
  for (let id = ends.pop(); id !== undefined; id = ends.pop()) {
    nodes.delete(id);
    for (const source of incoming.get(id) ?? []) {
      const left = (exits.get(source) ?? 0) - 1;
      exits.set(source, left);
      if (left === 0) ends.push(source);
    }
  }
  return nodes;
}

/**
 * A loop without a wait state, as the ids along it. Commands run to quiescence, so such a loop would never
 * end.
 */
export function findStraightThroughLoop({ nodes }: ProcessGraph): readonly string[] | undefined {
  const straight = leaveOutDeadEnds(new Map(nodes.filter(isStraightThrough).map((node) => [node.id, node])));
  // The broker names a loop from its first task or event; it accepts loops of gateways alone and then spins.
  const isGateway = (node: GraphNode): boolean => node.kind.endsWith('Gateway');
  const all = [...straight.values()];
  for (const node of [...all.filter((other) => !isGateway(other)), ...all.filter(isGateway)]) {
    const loop = findPathBack(node, straight);
    if (loop) return loop;
  }
  return undefined;
}
