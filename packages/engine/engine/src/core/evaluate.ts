import type { JsonObject, JsonValue } from '@jobwright/json';
import { FeelError } from '@jobwright/feel';

import { type Expression, isFeel } from '../model/graph.ts';
import { type Engine, getExecutable } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import { findVariables } from './variables.ts';

/** What an expression is evaluated in: an element instance, or a deployed process without variables. */
export type VariableScope = Pick<ElementInstance, 'definitionKey' | 'scopeKey' | 'variables'>;

/** What goes into the incident when a step cannot be done. */
export interface Failure {
  readonly type:
    | 'IO_MAPPING_ERROR'
    | 'EXTRACT_VALUE_ERROR'
    | 'CONDITION_ERROR'
    | 'UNHANDLED_ERROR_EVENT'
    | 'CALLED_ELEMENT_ERROR'
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

export function evaluate(
  engine: Engine,
  instance: VariableScope,
  options: {
    readonly expression: Expression;
    readonly failureType: Failure['type'];
    /** What the expression sees; default: the instance's variables and those around it. */
    readonly context?: JsonObject;
  },
): Evaluation<JsonValue> {
  const { expression, failureType, context } = options;
  if (!isFeel(expression)) return { ok: true, value: expression };
  try {
    const compiled = getExecutable(engine, instance).compiled(expression);
    const value = compiled.evaluate(context ?? findVariables(engine, instance, compiled.references));
    return { ok: true, value: isJsonValue(value) ? value : null };
  } catch (error) {
    if (!(error instanceof FeelError)) throw error;
    return fail(failureType, `Failed to evaluate expression '${expression.slice(1)}': ${error.message}`);
  }
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
