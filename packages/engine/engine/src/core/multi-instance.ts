import { isJsonList, type JsonObject, type JsonValue } from '@jobwright/json';

import type { GraphNode, MultiInstance } from '../model/graph.ts';
import { type Expression, isFeel } from '../model/expression.ts';
import { createInstance } from './element-instances.ts';
import { type Engine, getExecutable } from './engine.ts';
import { addLoopOutput, showLoopOutputs } from './loop-outputs.ts';
import type { ElementInstance, LoopState } from './engine-state.ts';
import { evaluate, type Evaluation, fail, feelTypeName } from './evaluate.ts';
import { findVariables, setLocalVariables } from './variables.ts';
import { openWaits } from './waits.ts';

/**
 * A multi-instance activity has a body, which the token enters, and in it an inner instance for each item.
 */
export const isLoopBody = (node: GraphNode, instance: ElementInstance): boolean =>
  node.multiInstance !== undefined && instance.loopCounter === undefined;

/** Each item is a running instance: more would take all memory. */
const MAX_PARALLEL_ITEMS = 100_000;

const textOf = (expression: Expression): string => (isFeel(expression) ? expression.slice(1) : expression);

/** The variable of an output element that is a variable or a path into one. */
export const outputVariable = (outputElement: Expression | undefined): string | undefined =>
  /^=\s*([a-zA-Z_]\w*)(?:\s*\.\s*[a-zA-Z_]\w*)*\s*$/.exec(outputElement ?? '')?.[1];

/** The variable of the output element is made local, so that workers' results stay apart. */
function localOutput({ outputElement, inputElement }: MultiInstance): string | undefined {
  const name = outputVariable(outputElement);
  return name === inputElement || name === 'loopCounter' ? undefined : name;
}

function createInner(engine: Engine, body: ElementInstance, multiInstance: MultiInstance): void {
  const { loop } = body;
  if (!loop) return;
  const item = loop.items[loop.created] ?? null;
  loop.created += 1;
  const inner = createInstance(engine, { scope: body, elementId: body.elementId });
  inner.loopCounter = loop.created;
  const output = localOutput(multiInstance);
  const { inputElement } = multiInstance;
  setLocalVariables(inner, {
    ...(inputElement !== undefined && { [inputElement]: item }),
    ...(output !== undefined && { [output]: null }),
    loopCounter: loop.created,
  });
}

/**
 * Reads the items and creates the first inner instances; true when there are none and the body can complete.
 */
export function enterLoop(
  engine: Engine,
  body: ElementInstance,
  multiInstance: MultiInstance,
): Evaluation<boolean> {
  const expression = multiInstance.inputCollection;
  const items = evaluate(engine, body, { expression, failureType: 'EXTRACT_VALUE_ERROR' });
  if (!items.ok) return items;
  const list: JsonValue = items.value;
  if (!isJsonList(list))
    return fail(
      'EXTRACT_VALUE_ERROR',
      `Expected result of the expression '${textOf(expression)}' to be 'ARRAY', but was '${feelTypeName(list)}'.`,
    );
  const { outputCollection, isSequential } = multiInstance;
  if (!isSequential && list.length > MAX_PARALLEL_ITEMS)
    return fail(
      'EXTRACT_VALUE_ERROR',
      `Expected at most ${MAX_PARALLEL_ITEMS} items for a parallel multi-instance activity, but found ${list.length}: repeat it one after the other, or in parts.`,
    );
  const opened = openWaits(engine, body);
  if (!opened.ok) return opened;
  body.loop = { items: list, created: 0, completed: 0, terminated: 0 };
  if (outputCollection !== undefined) setLocalVariables(body, { [outputCollection]: list.map(() => null) });
  const first = isSequential ? Math.min(1, list.length) : list.length;
  for (let index = 0; index < first; index += 1) createInner(engine, body, multiInstance);
  return { ok: true, value: list.length === 0 };
}

function collectOutput(
  engine: Engine,
  { body, inner, multiInstance }: InnerCompletion,
): Evaluation<undefined> {
  const { outputCollection, outputElement } = multiInstance;
  if (outputCollection === undefined || outputElement === undefined) return { ok: true, value: undefined };
  const output = evaluate(engine, inner, { expression: outputElement, failureType: 'EXTRACT_VALUE_ERROR' });
  if (!output.ok) return output;
  const index = (inner.loopCounter ?? 1) - 1;
  addLoopOutput(engine, body, { name: outputCollection, index, value: output.value });
  return { ok: true, value: undefined };
}

/** As the completion condition sees them: the instance that completes counts as completed. */
function countInstances(loop: LoopState): JsonObject {
  const numberOfCompletedInstances = loop.completed + 1;
  return {
    numberOfInstances: loop.created,
    numberOfActiveInstances: loop.created - numberOfCompletedInstances - loop.terminated,
    numberOfCompletedInstances,
    numberOfTerminatedInstances: loop.terminated,
  };
}

export interface InnerCompletion {
  readonly body: ElementInstance;
  readonly inner: ElementInstance;
  readonly multiInstance: MultiInstance;
}

/** Collects the output of an inner instance; true when the completion condition now holds. */
export function completeInner(engine: Engine, completion: InnerCompletion): Evaluation<boolean> {
  const collected = collectOutput(engine, completion);
  if (!collected.ok) return collected;
  const { inner, body, multiInstance } = completion;
  const expression = multiInstance.completionCondition;
  if (expression === undefined || !body.loop) return { ok: true, value: false };
  const { references } = getExecutable(engine, inner).compiled(expression);
  const context = { ...findVariables(engine, inner, references), ...countInstances(body.loop) };
  const outcome = evaluate(engine, inner, { expression, failureType: 'EXTRACT_VALUE_ERROR', context });
  if (!outcome.ok) return outcome;
  if (typeof outcome.value === 'boolean') return { ok: true, value: outcome.value };
  return fail(
    'EXTRACT_VALUE_ERROR',
    `Expected result of the expression '${textOf(expression)}' to be 'BOOLEAN', but was '${feelTypeName(outcome.value)}'.`,
  );
}

/** After an inner instance has gone: the next of a sequence begins. */
export function continueLoop(engine: Engine, { body, multiInstance }: InnerCompletion): void {
  const { loop } = body;
  if (!loop) return;
  loop.completed += 1;
  if (multiInstance.isSequential && loop.created < loop.items.length)
    createInner(engine, body, multiInstance);
}

/** What the body hands to the scope around it. */
export function loopResult(
  engine: Engine,
  body: ElementInstance,
  { outputCollection }: MultiInstance,
): JsonObject {
  showLoopOutputs(engine, body);
  const list = outputCollection === undefined ? undefined : body.variables[outputCollection];
  return outputCollection === undefined || list === undefined ? {} : { [outputCollection]: list };
}
