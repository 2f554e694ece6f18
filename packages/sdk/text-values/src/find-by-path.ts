import { isPlainObject } from './is-plain-object.ts';

/** What stands at a path such as `['items', '0', 'name']`; `undefined` when there is nothing. */
export function findByPath(start: unknown, segments: readonly string[]): unknown {
  let current = start;
  for (const segment of segments) {
    if (Array.isArray(current) && /^\d+$/.test(segment)) current = current[Number(segment)];
    else if (isPlainObject(current) && Object.hasOwn(current, segment)) current = current[segment];
    else return undefined;
  }
  return current;
}
