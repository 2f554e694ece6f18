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
const isGateway = (node: GraphNode): boolean => node.kind.endsWith('Gateway');

type Nodes = ReadonlyMap<string, GraphNode>;

interface Step {
  readonly id: string;
  readonly previous?: Step;
}

function listIds(step: Step): readonly string[] {
  const ids: string[] = [];
  for (let current: Step | undefined = step; current; current = current.previous) ids.push(current.id);
  return ids.reverse();
}

/** The shortest loop through a node. */
function findPathBack(from: GraphNode, nodes: Nodes): readonly string[] | undefined {
  const seen = new Set<string>();
  const open: Step[] = [{ id: from.id }];
  // The list grows while it is walked.
  for (const step of open) {
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

/** The ids of all nodes, each after those that a token comes to from it, loops left aside. */
function orderByEnd(nodes: Nodes): readonly string[] {
  const seen = new Set<string>();
  const ordered: string[] = [];
  for (const root of nodes.values()) {
    const open = seen.has(root.id) ? [] : [{ node: root, next: 0 }];
    seen.add(root.id);
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const target = nodes.get(top.node.outgoing[top.next]?.targetId ?? '');
      top.next += 1;
      if (target && !seen.has(target.id)) {
        seen.add(target.id);
        open.push({ node: target, next: 0 });
      } else if (top.next >= top.node.outgoing.length) {
        ordered.push(top.node.id);
        open.pop();
      }
    }
  }
  return ordered;
}

function listSources(nodes: Nodes): ReadonlyMap<string, readonly string[]> {
  const sources = new Map<string, string[]>();
  for (const { id, outgoing } of nodes.values())
    for (const { targetId } of outgoing) {
      const known = sources.get(targetId);
      if (known) known.push(id);
      else sources.set(targetId, [id]);
    }
  return sources;
}

/**
 * Nodes that lie in a loop: those from which another one is reached that leads back, and those that lead to
 * themselves. In one pass over all nodes: to look for a way back from each would be square.
 */
function findLooping(nodes: Nodes): ReadonlySet<string> {
  const sources = listSources(nodes);
  const seen = new Set<string>();
  const looping = new Set<string>();
  for (const root of [...orderByEnd(nodes)].reverse()) {
    if (seen.has(root)) continue;
    seen.add(root);
    const together = [root];
    // The list grows while it is walked.
    for (const id of together)
      for (const source of sources.get(id) ?? []) {
        if (seen.has(source)) continue;
        seen.add(source);
        together.push(source);
      }
    const isLoop = together.length > 1 || (sources.get(root) ?? []).includes(root);
    if (isLoop) for (const id of together) looping.add(id);
  }
  return looping;
}

/**
 * A loop without a wait state, as the ids along it. Commands run to quiescence, so such a loop would never
 * end.
 */
export function findStraightThroughLoop({ nodes }: ProcessGraph): readonly string[] | undefined {
  const straight = new Map(nodes.filter(isStraightThrough).map((node) => [node.id, node]));
  const looping = findLooping(straight);
  // The broker names a loop from its first task or event; it accepts loops of gateways alone and then spins.
  const all = [...straight.values()].filter(({ id }) => looping.has(id));
  const first = all.find((node) => !isGateway(node)) ?? all[0];
  return first && findPathBack(first, straight);
}
