import type { Engine } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';

/** Watches a process instance if its process has conditions. */
export function watchConditions(engine: Engine, root: ElementInstance): void {
  const scopeIds = engine.executables.get(root.definitionKey)?.conditionScopeIds;
  if (scopeIds && scopeIds.size > 0 && !engine.conditionWatches.has(root.key))
    engine.conditionWatches.set(root.key, new WeakMap());
}

/** Watches what a snapshot brought: its conditions have seen all variables. */
export function restoreConditionWatches(engine: Engine): void {
  for (const instance of engine.state.elementInstances.values()) {
    const root = engine.state.elementInstances.get(instance.processInstanceKey);
    if (root) watchConditions(engine, root);
    if (instance.phase === 'active')
      engine.conditionWatches.get(instance.processInstanceKey)?.set(instance, instance.variables);
  }
}
