import { posix } from 'node:path';

/**
 * Groups of files that import each other in a circle, types included; each group is sorted.
 * `sources` has the content of each file by its path.
 */
export function findCircles(sources: ReadonlyMap<string, string>): readonly (readonly string[])[] {
  const graph = new Map([...sources].map(([file, text]) => [file, findImports(file, text)]));
  return findComponents(graph).filter(
    (group) => group.length > 1 || group.some((file) => graph.get(file)?.includes(file)),
  );
}

function findImports(file: string, text: string): readonly string[] {
  const specifiers = text.matchAll(/^(?:import|export)\b[^;'"]*?from '(\.[^']+)'|\bimport\('(\.[^']+)'\)/gm);
  return [...specifiers].map(([, named, dynamic]) => posix.join(posix.dirname(file), named ?? dynamic ?? ''));
}

/** Strongly connected components (Tarjan). */
function findComponents(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const components: string[][] = [];
  const visit = (node: string): void => {
    order.set(node, order.size);
    lowest.set(node, order.get(node) ?? 0);
    open.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!graph.has(next)) continue;
      if (!order.has(next)) visit(next);
      if (open.includes(next)) {
        lowest.set(node, Math.min(lowest.get(node) ?? 0, lowest.get(next) ?? 0));
      }
    }
    if (lowest.get(node) === order.get(node)) components.push(open.splice(open.indexOf(node)).sort());
  };
  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return components;
}
