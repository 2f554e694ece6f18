import { BigDecimal } from 'bigdecimal.js';
import type { Run } from '../run.ts';
import { Failure } from './failure.ts';
import { isNumber } from './numbers.ts';
import { isTemporal } from './temporal.ts';

/** A context: JSON of a variable, or made by the expression. */
export type FeelContext = Readonly<Record<string, unknown>>;

/** A range as functions take it. */
export class RangeValue {
  readonly start: unknown;
  readonly end: unknown;
  readonly startIncluded: boolean;
  readonly endIncluded: boolean;

  constructor(options: {
    readonly start: unknown;
    readonly end: unknown;
    readonly startIncluded: boolean;
    readonly endIncluded: boolean;
  }) {
    this.start = options.start;
    this.end = options.end;
    this.startIncluded = options.startIncluded;
    this.endIncluded = options.endIncluded;
  }
}

export type FunctionBody = (run: Run, args: readonly unknown[]) => unknown;

/** A function, built in or written in an expression. */
export class FunctionValue {
  readonly parameters: readonly string[];
  readonly call: FunctionBody;
  /** Whether the last parameter takes a list of all further arguments. */
  readonly takesMany: boolean;

  constructor(parameters: readonly string[], call: FunctionBody, takesMany = false) {
    this.parameters = parameters;
    this.call = call;
    this.takesMany = takesMany;
  }
}

export type Kind =
  | 'null'
  | 'boolean'
  | 'number'
  | 'string'
  | 'date'
  | 'time'
  | 'local time'
  | 'date time'
  | 'local date time'
  | 'years and months'
  | 'days and time'
  | 'list'
  | 'context'
  | 'function'
  | 'range'
  | 'error';

export function kindOf(value: unknown): Kind {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return Number.isFinite(value) ? 'number' : 'null';
    case 'bigint':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'object':
      return kindOfObject(value);
    default:
      return 'null';
  }
}

function kindOfObject(value: object | null): Kind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (isPlain(value)) return 'context';
  if (value instanceof BigDecimal) return 'number';
  if (isTemporal(value)) return value.kind;
  if (value instanceof FunctionValue) return 'function';
  if (value instanceof RangeValue) return 'range';
  return value instanceof Failure ? 'error' : 'context';
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

export function isContext(value: unknown): value is FeelContext {
  if (typeof value !== 'object' || value === null) return false;
  return isPlain(value) || (!Array.isArray(value) && !isSpecial(value));
}

/** Most contexts are recognised by their prototype alone. */
function isPlain(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype;
}

/** Whether a value has no JSON form of its own. */
export function isSpecial(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    !isPlain(value) &&
    (value instanceof BigDecimal ||
      isTemporal(value) ||
      value instanceof FunctionValue ||
      value instanceof RangeValue ||
      value instanceof Failure)
  );
}

/** An own entry of a context; `undefined` where there is none. */
export function readEntry(context: FeelContext, key: string): unknown {
  return Object.hasOwn(context, key) ? (context[key] ?? null) : undefined;
}

export { Failure, isNumber };
