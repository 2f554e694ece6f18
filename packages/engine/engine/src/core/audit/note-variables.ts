import { type Engine, getScope } from '../engine.ts';
import type { ElementInstance } from '../engine-state.ts';
import type { Key } from '../key.ts';
import { variableKeyOf } from '../records/variable-key.ts';
import { contextOf, noteAction } from './note-action.ts';

/** The scopes of an element from its own outwards, with the names of their variables. */
function listScopes(engine: Engine, elementInstanceKey: Key): readonly ScopeNames[] {
  const scopes: ScopeNames[] = [];
  for (
    let scope: ElementInstance | undefined = engine.state.elementInstances.get(elementInstanceKey);
    scope;
    scope = getScope(engine, scope)
  )
    scopes.push({ scope, names: new Set(Object.keys(scope.variables)) });
  return scopes;
}

interface ScopeNames {
  readonly scope: ElementInstance;
  readonly names: ReadonlySet<string>;
}

interface SettingVariables {
  readonly elementInstanceKey: Key;
  readonly names: readonly string[];
  readonly isLocal: boolean;
}

/** Sees which variables there are; the function that it returns notes what became of those that were set. */
export function watchVariables(
  engine: Engine,
  { elementInstanceKey, names, isLocal }: SettingVariables,
): () => void {
  const scopes = listScopes(engine, elementInstanceKey);
  const candidates = isLocal ? scopes.slice(0, 1) : scopes;
  const context = contextOf(engine, elementInstanceKey);
  return () => {
    for (const name of names) {
      const known = candidates.find((one) => one.names.has(name));
      const target = known ?? candidates.at(-1);
      if (!target) continue;
      const { key: scopeKey, variables } = target.scope;
      const variableKey = variableKeyOf(scopeKey, variables, name);
      if (variableKey === undefined) continue;
      noteAction(engine, {
        ...context,
        entityType: 'VARIABLE',
        operationType: known ? 'UPDATE' : 'CREATE',
        entityKey: variableKey,
        entityDescription: name,
      });
    }
  };
}
