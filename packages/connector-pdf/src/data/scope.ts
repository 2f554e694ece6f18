import { isPlainObject } from '../definition/switch-schema.ts';

/** The values that texts may name, innermost first: rows and repeated items, the page, the data. */
export interface Scope {
  /** `undefined` when there is nothing at that path. */
  find(path: string): unknown;
  /** The same with one more name. */
  with(name: string, value: unknown): Scope;
}

export function createScope(data: unknown): Scope {
  const find = (path: string): unknown => follow(data, path.split('.'));
  return { find, with: (name, value) => extendScope({ find }, name, value) };
}

function extendScope(outer: Pick<Scope, 'find'>, name: string, value: unknown): Scope {
  const find = (path: string): unknown => {
    const [first, ...rest] = path.split('.');
    return first === name ? follow(value, rest) : outer.find(path);
  };
  return { find, with: (inner, other) => extendScope({ find }, inner, other) };
}

function follow(start: unknown, segments: readonly string[]): unknown {
  let current = start;
  for (const segment of segments) {
    if (Array.isArray(current) && /^\d+$/.test(segment)) current = current[Number(segment)];
    else if (isPlainObject(current) && Object.hasOwn(current, segment)) current = current[segment];
    else return undefined;
  }
  return current;
}

/** What `when` says of a value: nothing, no, and empty texts and lists are not there. */
export function holds(scope: Scope, condition: string | undefined): boolean {
  if (condition === undefined) return true;
  const isNegated = condition.startsWith('!');
  const value = scope.find(isNegated ? condition.slice(1) : condition);
  const isThere = Array.isArray(value)
    ? value.length > 0
    : ![undefined, null, false, ''].some((no) => no === value);
  return isThere !== isNegated;
}
