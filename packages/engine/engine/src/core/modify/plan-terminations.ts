import type { Key, Result } from '../commands.ts';
import { type Engine, getScope } from '../engine.ts';
import type { ElementInstance } from '../engine-state.ts';
import { countChildren } from '../remove-child.ts';
import { succeed } from '../result.ts';
import { collectSubtree } from '../terminate.ts';
import { childTerminated } from './modify-rejections.ts';

interface Wanted {
  readonly terminateKeys: readonly Key[];
  /** Scopes that something is activated in. */
  readonly neededKeys: ReadonlySet<Key>;
}

/**
 * What to terminate, in order: the instances named, and the scopes around them that become empty and are not
 * needed.
 */
export function planTerminations(
  engine: Engine,
  { terminateKeys, neededKeys }: Wanted,
): Result<readonly ElementInstance[]> {
  const gone = new Set<Key>();
  const remaining = new Map<Key, number>();
  const planned: ElementInstance[] = [];
  const isEmptiedByNext = (scope: ElementInstance): boolean => {
    const count = (remaining.get(scope.key) ?? countChildren(scope)) - 1;
    remaining.set(scope.key, count);
    // A token that waits at a join keeps its scope.
    return count === 0 && scope.waitingFlowIds.length === 0 && !neededKeys.has(scope.key);
  };
  for (const key of terminateKeys) {
    let next = gone.has(key) ? undefined : engine.state.elementInstances.get(key);
    while (next) {
      if (next.callerKey !== undefined) return childTerminated(next.elementId);
      for (const instance of collectSubtree(engine, next, { withCalled: false })) gone.add(instance.key);
      planned.push(next);
      const scope = getScope(engine, next);
      next = scope && isEmptiedByNext(scope) ? scope : undefined;
    }
  }
  return succeed(planned);
}
