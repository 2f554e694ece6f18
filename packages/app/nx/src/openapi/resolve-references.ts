import { createNodeBudget, type NodeBudget } from './node-budget.ts';

/** How deep references may lead into each other before what is below is left open. */
const MAX_DEPTH = 12;

/**
 * Puts what `$ref` points to in its place. A schema that holds itself is left open (`{}`) where it would
 * start again.
 * @throws Error for a reference to nothing, and when there is too much
 */
export function resolveReferences(value: unknown, root: unknown): unknown {
  return resolveWithin(value, root, { open: [], budget: createNodeBudget() });
}

interface Way {
  /** The references that led here. */
  readonly open: readonly string[];
  readonly budget: NodeBudget;
}

function resolveWithin(value: unknown, root: unknown, way: Way): unknown {
  if (Array.isArray(value))
    return way.budget.within(() => value.map((each) => resolveWithin(each, root, way)));
  if (!isRecord(value)) return value;
  const reference = value['$ref'];
  return way.budget.within(() => {
    if (typeof reference !== 'string') {
      return Object.fromEntries(
        Object.entries(value).map(([key, each]) => [key, resolveWithin(each, root, way)]),
      );
    }
    const { open, budget } = way;
    if (open.includes(reference) || open.length >= MAX_DEPTH) return {};
    return resolveWithin(lookUp(reference, root), root, { open: [...open, reference], budget });
  });
}

function lookUp(reference: string, root: unknown): unknown {
  let current = root;
  for (const part of reference.replace(/^#\/?/, '').split('/')) {
    const key = decode(part).replaceAll('~1', '/').replaceAll('~0', '~');
    current = readOwn(current, key);
  }
  if (current === undefined)
    throw new Error(`The reference ${reference} leads nowhere: correct the document`);
  return current;
}

const readOwn = (value: unknown, key: string): unknown =>
  (isRecord(value) || Array.isArray(value)) && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
