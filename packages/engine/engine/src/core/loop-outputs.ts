import { isJsonList, type JsonValue } from '@jobwright/json';
import { type Engine, getScope } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import type { LoopOutputs } from './loop-output-list.ts';

/** The outputs that a variable of a body holds, and those that it does not show yet. */
function findOutputs(engine: Engine, body: ElementInstance, name: string): LoopOutputs {
  const shown = body.variables[name];
  const known = engine.loopOutputs.get(body.key);
  if (known && known.shown === shown) return known;
  const outputs: LoopOutputs = { name, list: isJsonList(shown) ? [...shown] : [], shown, isShown: true };
  engine.loopOutputs.set(body.key, outputs);
  return outputs;
}

/** Puts an output into the collection of a body. */
export function addLoopOutput(
  engine: Engine,
  body: ElementInstance,
  output: { readonly name: string; readonly index: number; readonly value: JsonValue },
): void {
  const outputs = findOutputs(engine, body, output.name);
  outputs.list[output.index] = output.value;
  outputs.isShown = false;
}

/** Puts an output at the end of the collection of a body. What it returns takes it out again. */
export function appendOutput(
  engine: Engine,
  body: ElementInstance,
  { name, value }: { readonly name: string; readonly value: JsonValue },
): () => void {
  const outputs = findOutputs(engine, body, name);
  const { variables } = body;
  const { shown } = outputs;
  outputs.list.push(value);
  outputs.isShown = false;
  return () => {
    outputs.list.pop();
    outputs.isShown = false;
    outputs.shown = shown;
    body.variables = variables;
  };
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

function showNamed(
  engine: Engine,
  instance: { readonly key: string },
  names: readonly string[] | undefined,
): void {
  const outputs = engine.loopOutputs.get(instance.key);
  if (outputs && (names?.includes(outputs.name) ?? true)) showLoopOutputs(engine, instance);
}

/** The same for what an instance sees, or only for variables of some names. */
export function showOutputsAround(
  engine: Engine,
  inner: Pick<ElementInstance, 'scopeKey'> & { readonly key?: string },
  names?: readonly string[],
): void {
  if (inner.key !== undefined) showNamed(engine, { key: inner.key }, names);
  for (let scope = getScope(engine, inner); scope; scope = getScope(engine, scope)) {
    showNamed(engine, scope, names);
  }
}

/** The same for all bodies: before the state is looked at as a whole. */
export function showAllLoopOutputs(engine: Engine): void {
  for (const key of engine.loopOutputs.keys()) showLoopOutputs(engine, { key });
}
