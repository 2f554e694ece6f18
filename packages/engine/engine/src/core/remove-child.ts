import type { Engine } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import type { Key } from './key.ts';

/** Children of a scope: up to this many, each gap is closed at once. */
const MAX_CLOSED = 100;

/**
 * Takes an instance that has gone out of the list of its scope. In a long list the key stays until half of
 * the list has gone: to close each gap would be square.
 */
export function removeChild({ state }: Engine, scope: ElementInstance, key: Key): void {
  const { childKeys, goneChildren = 0 } = scope;
  if (childKeys.at(-1) === key) childKeys.pop();
  else if (goneChildren === 0 && childKeys.length <= MAX_CLOSED) {
    const index = childKeys.indexOf(key);
    if (index >= 0) childKeys.splice(index, 1);
  } else scope.goneChildren = goneChildren + 1;
  if (scope.goneChildren === undefined || scope.goneChildren * 2 < childKeys.length) return;
  scope.childKeys = childKeys.filter((childKey) => state.elementInstances.has(childKey));
  delete scope.goneChildren;
}

/** How many children a scope has. */
export const countChildren = ({ childKeys, goneChildren = 0 }: ElementInstance): number =>
  childKeys.length - goneChildren;
