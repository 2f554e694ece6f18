/** How deep references may lead into each other before what is below is left open. */
const MAX_DEPTH = 12;

/**
 * Puts what `$ref` points to in its place. A schema that holds itself is left open (`{}`) where it would start again.
 * @throws Error for a reference to nothing
 */
export function resolveReferences(value: unknown, root: unknown, open: readonly string[] = []): unknown {
  if (Array.isArray(value)) return value.map((each) => resolveReferences(each, root, open));
  if (!isRecord(value)) return value;
  const reference = value['$ref'];
  if (typeof reference !== 'string') {
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, resolveReferences(each, root, open)]),
    );
  }
  if (open.includes(reference) || open.length >= MAX_DEPTH) return {};
  return resolveReferences(lookUp(reference, root), root, [...open, reference]);
}

function lookUp(reference: string, root: unknown): unknown {
  let current = root;
  for (const part of reference.replace(/^#\/?/, '').split('/')) {
    const key = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
    current = isRecord(current) || Array.isArray(current) ? Reflect.get(current, key) : undefined;
  }
  if (current === undefined)
    throw new Error(`The reference ${reference} leads nowhere: correct the document`);
  return current;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
