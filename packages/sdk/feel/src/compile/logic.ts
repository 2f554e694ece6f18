import type { ComparisonOperator, Node } from '../grammar/node.ts';
import { giveUp } from '../feel-error.ts';
import type { Run } from '../run.ts';
import { compareOrder, isComparable, isComparableList, isEqual } from '../values/compare.ts';
import { toText } from '../values/to-text.ts';
import { Failure, FunctionValue, isList, kindOf } from '../values/values.ts';
import { compileNode, type CompileEnvironment } from './compile.ts';
import type { Code } from './scope.ts';

export function compileComparison(
  node: { readonly operator: ComparisonOperator; readonly left: Node; readonly right: Node },
  environment: CompileEnvironment,
): Code {
  const left = compileNode(node.left, environment);
  const right = compileNode(node.right, environment);
  const { operator } = node;
  if (operator === '=') return (run, frame) => compareEqual(run, left(run, frame), right(run, frame));
  return (run, frame) => compare(run, { operator, left: left(run, frame), right: right(run, frame) });
}

function compareEqual(run: Run, left: unknown, right: unknown): boolean | Failure | null {
  if (left instanceof Failure) return left;
  if (right instanceof Failure) return right;
  return isEqual(run, left, right) ?? failToCompare(run, left, right);
}

/** Whether a comparison holds; null where the values cannot be compared. */
export function compare(
  run: Run,
  options: { readonly operator: ComparisonOperator; readonly left: unknown; readonly right: unknown },
): boolean | Failure | null {
  const { operator, left, right } = options;
  if (operator === '=') return compareEqual(run, left, right);
  if (left instanceof Failure) return left;
  if (right instanceof Failure) return right;
  if (!isComparable(left, right)) {
    if (!isList(left) || !isList(right) || !isComparableList(left) || !isComparableList(right)) {
      return failToCompare(run, left, right);
    }
    return giveUp('lists have no order');
  }
  const order = compareOrder(left, right);
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

function failToCompare(run: Run, left: unknown, right: unknown): null {
  run.warn('NOT_COMPARABLE', () => `Can't compare '${toText(left)}' with '${toText(right)}'`);
  return null;
}

/**
 * `and`: false as soon as a part is false; `or`: true as soon as a part is true; else null if a part is no
 * boolean.
 */
export function compileJunction(
  node: { readonly type: 'and' | 'or'; readonly parts: readonly Node[] },
  environment: CompileEnvironment,
): Code {
  const [first, ...rest] = node.parts.map((part) => compileNode(part, environment));
  const decisive = node.type === 'or';
  return (run, frame) => {
    let left = first?.(run, frame);
    for (const part of rest) {
      if (left === decisive) return decisive;
      if (left instanceof Failure && left.fatal) return left;
      if (typeof left !== 'boolean') warnNoBoolean(run, left);
      const right = part(run, frame);
      if (right === decisive) return decisive;
      if (right instanceof Failure && right.fatal) return right;
      if (typeof left === 'boolean' && typeof right !== 'boolean') warnNoBoolean(run, right);
      left = typeof left === 'boolean' && typeof right === 'boolean' ? right : null;
    }
    return left;
  };
}

/** Unary tests: true as soon as one is; else null if one has no answer. */
export function compileAnyTest(
  node: { readonly parts: readonly Node[] },
  environment: CompileEnvironment,
): Code {
  const parts = node.parts.map((part) => compileNode(part, environment));
  return (run, frame) => {
    let result: boolean | null = false;
    for (const part of parts) {
      const value = part(run, frame);
      if (value === true) return true;
      if (value === false) continue;
      if (value instanceof Failure && value.fatal) return value;
      if (result !== null) warnNoBoolean(run, value);
      result = null;
    }
    return result;
  };
}

export function compileNot(node: Node, environment: CompileEnvironment): Code {
  const compiled = compileNode(node, environment);
  return (run, frame) => {
    const value = compiled(run, frame);
    if (typeof value === 'boolean') return !value;
    if (value instanceof Failure && value.fatal) return value;
    warnNoBoolean(run, value);
    return null;
  };
}

export function compileIf(
  node: { readonly condition: Node; readonly yes: Node; readonly no: Node },
  environment: CompileEnvironment,
): Code {
  const condition = compileNode(node.condition, environment);
  const yes = compileNode(node.yes, environment);
  const no = compileNode(node.no, environment);
  return (run, frame) => {
    const met = condition(run, frame);
    if (met === true) return yes(run, frame);
    if (met instanceof Failure && met.fatal) return met;
    if (met !== false) warnNoBoolean(run, met);
    return no(run, frame);
  };
}

export function warnNoBoolean(run: Run, value: unknown): void {
  if (!(value instanceof Failure)) {
    run.warn('INVALID_TYPE', () => `Expected boolean but found '${toText(value)}'`);
  }
}

const typeNames: Readonly<Record<string, string>> = {
  'local time': 'time',
  'date time': 'date and time',
  'local date time': 'date and time',
  'years and months': 'years and months duration',
  'days and time': 'days and time duration',
};
const typeSynonyms: Readonly<Record<string, string>> = {
  'date time': 'date and time',
  'year-month-duration': 'years and months duration',
  'day-time-duration': 'days and time duration',
};

export function compileInstanceOf(
  node: { readonly value: Node; readonly typeName: string },
  environment: CompileEnvironment,
): Code {
  const compiled = compileNode(node.value, environment);
  const wanted = typeSynonyms[node.typeName] ?? node.typeName;
  return (run, frame) => {
    const value = compiled(run, frame);
    if (value instanceof Failure) return value;
    const kind = kindOf(value);
    return wanted === 'Any' ? kind !== 'null' : (typeNames[kind] ?? kind) === wanted;
  };
}

/** The value is the input of the tests. */
export function compileIn(
  node: { readonly value: Node; readonly test: Node },
  environment: CompileEnvironment,
): Code {
  const compiled = compileNode(node.value, environment);
  const scope = { kind: 'names', names: [inputName], parent: environment.scope } as const;
  const test = compileNode(node.test, { ...environment, scope });
  return (run, frame) => {
    const value = compiled(run, frame);
    if (value instanceof Failure) return value;
    // A function is no variable, so there is no input then.
    return test(run, { parent: frame, values: [value instanceof FunctionValue ? undefined : value] });
  };
}

/** The name under which the engine keeps the input of unary tests. */
export const inputName = 'cellInput';
