import { type JsonObject, type JsonValue, stringifyJson } from '@jobwright/json';

import { type Engine, getScope } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import { showOutputsAround } from './loop-outputs.ts';

const NONE: JsonObject = {};
const isEmpty = (document: JsonObject): boolean => {
  for (const name in document) if (Object.hasOwn(document, name)) return false;
  return true;
};

/** Sets variables in the very scope of the instance. */
export function setLocalVariables(instance: ElementInstance, document: JsonObject): void {
  if (isEmpty(document)) return;
  instance.variables = isEmpty(instance.variables) ? document : { ...instance.variables, ...document };
}

const isSame = (first: JsonValue | undefined, second: JsonValue): boolean =>
  first === second ||
  (typeof first === 'object' && typeof second === 'object' && stringifyJson(first) === stringifyJson(second));

/**
 * Sets each variable in the nearest scope, from the instance outwards, that has it; else in the process
 * instance. As on the broker, a scope that has the very same value already does not keep it from going
 * further out.
 */
export function mergeVariables(engine: Engine, instance: ElementInstance, document: JsonObject): void {
  let rest = document;
  let scope = instance;
  for (let outer = getScope(engine, scope); outer && !isEmpty(rest); outer = getScope(engine, scope)) {
    const { variables } = scope;
    if (!isEmpty(variables)) {
      const entries = Object.entries(rest);
      const isKept = ([name, value]: readonly [string, JsonValue]): boolean =>
        Object.hasOwn(variables, name) && !isSame(variables[name], value);
      const kept = entries.filter(isKept);
      if (kept.length > 0) {
        setLocalVariables(scope, Object.fromEntries(kept));
        rest = Object.fromEntries(entries.filter((entry) => !isKept(entry)));
      }
    }
    scope = outer;
  }
  setLocalVariables(scope, rest);
}

/** The variables an expression sees: those of the instance hide those of the scopes around it. */
export function collectVisibleVariables(engine: Engine, instance: ElementInstance): JsonObject {
  if (engine.loopOutputs.size > 0) showOutputsAround(engine, instance);
  let visible = instance.variables;
  for (let scope = getScope(engine, instance); scope; scope = getScope(engine, scope)) {
    if (isEmpty(scope.variables)) continue;
    visible = isEmpty(visible) ? scope.variables : { ...scope.variables, ...visible };
  }
  return visible;
}

/** Of the variables an instance sees, those that an expression names: scopes hold any number of others. */
export function findVariables(
  engine: Engine,
  instance: Pick<ElementInstance, 'scopeKey' | 'variables'>,
  references: readonly { readonly name: string }[],
): JsonObject {
  const names = engine.loopOutputs.size === 0 ? undefined : references.map(({ name }) => name);
  if (names) showOutputsAround(engine, instance, names);
  const scopes: Pick<ElementInstance, 'variables'>[] = [];
  for (let scope: typeof instance | undefined = instance; scope; scope = getScope(engine, scope)) {
    if (!isEmpty(scope.variables)) scopes.push(scope);
  }
  return Object.fromEntries(
    references.flatMap(({ name }) => {
      const value = scopes.find(({ variables }) => Object.hasOwn(variables, name))?.variables[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

const byLengthThenName = (first: string, second: string): number =>
  first.length - second.length || (first < second ? -1 : 1);

/** The variables a job is handed: the inner scope's first, in each scope the shorter names first. */
export function collectJobVariables(
  engine: Engine,
  instance: ElementInstance,
  fetchVariables: readonly string[],
): JsonObject {
  const wanted = fetchVariables.length === 0 ? undefined : new Set(fetchVariables);
  if (engine.loopOutputs.size > 0) showOutputsAround(engine, instance, wanted ? fetchVariables : undefined);
  const found = new Map<string, JsonValue>();
  for (
    let scope: ElementInstance | undefined = instance;
    scope && found.size !== wanted?.size;
    scope = getScope(engine, scope)
  ) {
    const { variables } = scope;
    if (isEmpty(variables)) continue;
    const names = Object.keys(variables).filter((name) => !wanted || wanted.has(name));
    for (const name of names.sort(byLengthThenName)) {
      const value = variables[name];
      if (value !== undefined && !found.has(name)) found.set(name, value);
    }
  }
  return found.size === 0 ? NONE : Object.fromEntries(found);
}
