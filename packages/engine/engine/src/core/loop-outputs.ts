import { isJsonList, type JsonValue } from '@jobwright/json';
import { type Engine, getScope } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';

/** Puts an output into the collection of a body. */
export function addLoopOutput(
  engine: Engine,
  body: ElementInstance,
  output: { readonly name: string; readonly index: number; readonly value: JsonValue },
): void {
  const { name, index, value } = output;
  const shown = body.variables[name];
  let outputs = engine.loopOutputs.get(body.key);
  if (outputs?.shown !== shown) outputs = undefined;
  outputs ??= { name, list: isJsonList(shown) ? [...shown] : [], shown, isShown: true };
  outputs.list[index] = value;
  outputs.isShown = false;
  engine.loopOutputs.set(body.key, outputs);
}

/** Lets the variable of a body show all of its outputs, for whoever reads it next. */
export function showLoopOutputs(engine: Engine, body: { readonly key: string }): void {
  const outputs = engine.loopOutputs.get(body.key);
  const instance = engine.state.elementInstances.get(body.key);
  if (!outputs || outputs.isShown || !instance) return;
  outputs.isShown = true;
  if (instance.variables[outputs.name] !== outputs.shown) return;
  outputs.shown = [...outputs.list];
  instance.variables = { ...instance.variables, [outputs.name]: outputs.shown };
}

/** The same for what an instance sees, or only for variables of some names. */
export function showOutputsAround(
  engine: Engine,
  inner: Pick<ElementInstance, 'scopeKey'>,
  names?: readonly string[],
): void {
  for (let scope = getScope(engine, inner); scope; scope = getScope(engine, scope)) {
    const outputs = engine.loopOutputs.get(scope.key);
    if (outputs && (names?.includes(outputs.name) ?? true)) showLoopOutputs(engine, scope);
  }
}

/** The same for all bodies: before the state is looked at as a whole. */
export function showAllLoopOutputs(engine: Engine): void {
  for (const key of engine.loopOutputs.keys()) showLoopOutputs(engine, { key });
}
