import type { Iterator, Node } from './node.ts';

/** A variable an expression reads, and the path into it: `a.b[1].c` reads `a` by the path `['a', 'b']`. */
export interface VariableReference {
  readonly name: string;
  readonly path: readonly string[];
}

/**
 * The variables an expression may read. Names bound inside of it (iterations, parameters, entries of its own
 * contexts) are none; a name in a filter may be an entry of an item, so it counts.
 */
export function findReferences(node: Node): readonly VariableReference[] {
  const found = new Map<string, VariableReference>();
  visit(node, new Set(), (path) => {
    const [name] = path;
    if (name !== undefined) found.set(JSON.stringify(path), { name, path });
  });
  return [...found.values()];
}

type Report = (path: readonly string[]) => void;

function visit(node: Node, bound: ReadonlySet<string>, report: Report): void {
  const go = (...nodes: readonly Node[]) => nodes.forEach((child) => visit(child, bound, report));
  switch (node.type) {
    case 'literal':
    case 'input':
      return;
    case 'reference':
      if (!bound.has(node.names[0])) report(node.names);
      return;
    case 'method call':
      if (!bound.has(node.path[0])) report(node.path);
      return go(...argumentNodes(node.args));
    case 'call':
      return go(...argumentNodes(node.args));
    case 'path':
      return visitPath(node, bound, report);
    case 'list':
      return go(...node.items);
    case 'context':
      return visitEntries(node.entries, bound, report);
    case 'filter':
      go(node.list);
      return visit(node.filter, new Set([...bound, 'item']), report);
    case 'function':
      return visit(node.body, new Set([...bound, ...node.parameters]), report);
    case 'for':
      return visitIteration(node, new Set([...bound, 'partial']), report);
    case 'quantified':
      return visitIteration(node, bound, report);
    case 'if':
      return go(node.condition, node.yes, node.no);
    case 'range':
    case 'steps':
      return go(node.start, node.end);
    case 'input range':
      return go(node.range);
    case 'arithmetic':
    case 'comparison':
      return go(node.left, node.right);
    case 'and':
    case 'or':
    case 'any test':
      return go(...node.parts);
    case 'in':
      return go(node.value, node.test);
    case 'input comparison':
      return go(node.right);
    case 'test':
      return go(node.body);
    case 'negation':
    case 'not':
    case 'instance of':
      return go(node.value);
  }
}

function argumentNodes(args: Extract<Node, { type: 'call' }>['args']): readonly Node[] {
  return args.kind === 'named' ? args.values.map(([, value]) => value) : args.values;
}

/** A path on a reference goes on with it. */
function visitPath(node: Extract<Node, { type: 'path' }>, bound: ReadonlySet<string>, report: Report): void {
  const names: string[] = [node.name];
  let base = node.base;
  while (base.type === 'path') {
    names.unshift(base.name);
    base = base.base;
  }
  if (base.type !== 'reference') return visit(base, bound, report);
  if (!bound.has(base.names[0])) report([...base.names, ...names]);
}

function visitEntries(
  entries: readonly (readonly [string, Node])[],
  bound: ReadonlySet<string>,
  report: Report,
): void {
  const known = new Set(bound);
  for (const [key, value] of entries) {
    visit(value, known, report);
    if (value.type !== 'function') known.add(key);
  }
}

function visitIteration(
  node: { readonly iterators: readonly Iterator[]; readonly body: Node },
  bound: ReadonlySet<string>,
  report: Report,
): void {
  for (const { list } of node.iterators) visit(list, bound, report);
  visit(node.body, new Set([...bound, ...node.iterators.map(({ name }) => name)]), report);
}
