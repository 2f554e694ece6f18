import type { JsonObject, JsonValue } from '@jobwright/json';
import { FeelError } from '@jobwright/feel';

import { type Expression, isFeel } from '../model/expression.ts';
import { buildCamundaContext } from './camunda-context.ts';
import { CAMUNDA } from './camunda-name.ts';
import { type Engine, getExecutable } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import type { EngineExpression } from './executable.ts';
import { findVariables } from './variables.ts';

/** What an expression is evaluated in: an element instance, or a deployed process without variables. */
export type VariableScope = Pick<ElementInstance, 'definitionKey' | 'scopeKey' | 'variables'> &
  Partial<Pick<ElementInstance, 'processInstanceKey'>>;

/** What goes into the incident when a step cannot be done. */
export interface Failure {
  readonly type:
    | 'IO_MAPPING_ERROR'
    | 'EXTRACT_VALUE_ERROR'
    | 'CONDITION_ERROR'
    | 'UNHANDLED_ERROR_EVENT'
    | 'CALLED_ELEMENT_ERROR'
    | 'CALLED_DECISION_ERROR'
    | 'DECISION_EVALUATION_ERROR'
    | 'FORM_NOT_FOUND'
    | 'RESOURCE_NOT_FOUND';
  readonly message: string;
}

export type Evaluation<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export const fail = (
  type: Failure['type'],
  message: string,
): { readonly ok: false; readonly failure: Failure } => ({ ok: false, failure: { type, message } });

// FEEL gives plain JSON by contract; the guard states it to the type checker without a walk.
const isJsonValue = (value: unknown): value is JsonValue => value !== undefined;
export const jsonOf = (value: unknown): JsonValue => (isJsonValue(value) ? value : null);

/** A FEEL value's type as the broker names it in incidents. */
export function feelTypeName(value: JsonValue): string {
  if (value === null) return 'NULL';
  if (Array.isArray(value)) return 'ARRAY';
  switch (typeof value) {
    case 'boolean':
      return 'BOOLEAN';
    case 'number':
    case 'bigint':
      return 'NUMBER';
    case 'string':
      return 'STRING';
    default:
      return 'OBJECT';
  }
}

/** What an expression sees of a name; undefined where there is nothing of that name. */
export type FindVariable = (name: string) => JsonValue | undefined;

interface SeenFrom {
  readonly expression: EngineExpression;
  readonly context?: JsonObject | FindVariable | undefined;
  readonly isInput: boolean;
}

/** Of all that can be found, what an expression names: there may be thousands of other names. */
const pickNamed = ({ references }: EngineExpression, find: FindVariable): JsonObject =>
  Object.fromEntries(
    references.flatMap(({ name }) => {
      const value = find(name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );

/** The variables that an expression sees. One of the name `camunda` hides what Camunda tells. */
function seenBy(
  engine: Engine,
  instance: VariableScope,
  { expression, context, isInput }: SeenFrom,
): JsonObject {
  const { references } = expression;
  const given = typeof context === 'function' ? pickNamed(expression, context) : context;
  const variables = given ?? findVariables(engine, instance, references);
  if (!expression.namesCamunda || Object.hasOwn(variables, CAMUNDA)) return variables;
  return { ...variables, [CAMUNDA]: buildCamundaContext(engine, instance, { references, isInput }) };
}

export function evaluate(
  engine: Engine,
  instance: VariableScope,
  options: {
    readonly expression: Expression;
    readonly failureType: Failure['type'];
    /** What the expression sees; default: the instance's variables and those around it. */
    readonly context?: JsonObject | FindVariable;
    /** Of an input mapping. */
    readonly isInput?: boolean;
  },
): Evaluation<JsonValue> {
  const { expression, failureType, context, isInput = false } = options;
  if (!isFeel(expression)) return { ok: true, value: expression };
  try {
    const compiled = getExecutable(engine, instance).compiled(expression);
    const value = compiled.evaluate(seenBy(engine, instance, { expression: compiled, context, isInput }));
    return { ok: true, value: jsonOf(value) };
  } catch (error) {
    if (!(error instanceof FeelError)) throw error;
    return fail(failureType, `Failed to evaluate expression '${expression.slice(1)}': ${error.message}`);
  }
}

/** Why an expression gives null, as FEEL reports it; nothing for one that gives null on purpose. */
export function explain(engine: Engine, instance: VariableScope, feel: Expression): readonly string[] {
  const expression = getExecutable(engine, instance).compiled(feel);
  const { warnings } = expression.explain(seenBy(engine, instance, { expression, isInput: false }));
  return warnings.map(({ type, message }) => `[${type}] ${message}`);
}

/** Evaluates what has to be text, such as a job type. */
export function evaluateText(
  engine: Engine,
  instance: VariableScope,
  expression: Expression,
): Evaluation<string> {
  const evaluation = evaluate(engine, instance, { expression, failureType: 'EXTRACT_VALUE_ERROR' });
  if (!evaluation.ok) return evaluation;
  const { value } = evaluation;
  if (typeof value === 'string') return { ok: true, value };
  return fail(
    'EXTRACT_VALUE_ERROR',
    `Expected result of the expression '${expression.slice(1)}' to be 'STRING', but was '${feelTypeName(value)}'.`,
  );
}
