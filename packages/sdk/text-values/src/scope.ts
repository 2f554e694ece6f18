import { findByPath } from './find-by-path.ts';

/** The values that texts may name, innermost first: rows and repeated items, the page, the data. */
export interface Scope {
  /** `undefined` when there is nothing at that path. */
  find(path: string): unknown;
  /** Where that stands in the input: `item.name` is `data.items[2].name`. */
  locate(path: string): string;
  /** The same with one more name, for what stands there in the input. */
  with(name: string, value: unknown, path?: string): Scope;
}

type Lookup = Pick<Scope, 'find' | 'locate'>;

/** The values of some data, by their paths in it. */
export const createScope = (data: unknown): Scope =>
  wrapLookup({
    find: (path) => findByPath(data, path.split('.')),
    locate: (path) => joinPath('data', path.split('.')),
  });

const wrapLookup = (lookup: Lookup): Scope => ({
  ...lookup,
  with: (name, value, path = name) => wrapLookup(extend(lookup, name, { value, path })),
});

const extend = (
  outer: Lookup,
  name: string,
  { value, path: at }: { readonly value: unknown; readonly path: string },
): Lookup => ({
  find(path) {
    const [first, ...rest] = path.split('.');
    return first === name ? findByPath(value, rest) : outer.find(path);
  },
  locate(path) {
    const [first, ...rest] = path.split('.');
    return first === name ? joinPath(at, rest) : outer.locate(path);
  },
});

const joinPath = (start: string, segments: readonly string[]): string =>
  segments.reduce(
    (path, segment) => (/^\d+$/.test(segment) ? `${path}[${segment}]` : `${path}.${segment}`),
    start,
  );

/** What `when` says of a value: nothing, no, and empty texts and lists are not there. */
export function holds(scope: Pick<Scope, 'find'>, condition: string | undefined): boolean {
  if (condition === undefined) return true;
  const isNegated = condition.startsWith('!');
  const value = scope.find(isNegated ? condition.slice(1) : condition);
  const isThere = Array.isArray(value)
    ? value.length > 0
    : ![undefined, null, false, ''].some((no) => no === value);
  return isThere !== isNegated;
}
