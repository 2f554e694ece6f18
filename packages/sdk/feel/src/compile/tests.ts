import type { ComparisonOperator, Node, RangeNode } from '../grammar/node.ts';
import { giveUp } from '../feel-error.ts';
import { compareOrder, isComparable, isComparableList, isEqual, isSame } from '../values/compare.ts';
import { toText } from '../values/to-text.ts';
import { Failure, isList } from '../values/values.ts';
import { compileNode, type CompileEnvironment } from './compile.ts';
import { compare, inputName } from './logic.ts';
import { type Code, compileLookup } from './scope.ts';

function compileInputValue({ scope }: CompileEnvironment): Code {
  const lookup = compileLookup(scope, inputName);
  return (run, frame) => {
    const value = lookup(run, frame);
    if (value === undefined) run.warn('NO_VARIABLE_FOUND', () => 'No input value found.');
    return value ?? null;
  };
}

export function compileInputComparison(
  node: { readonly operator: ComparisonOperator; readonly right: Node },
  environment: CompileEnvironment,
): Code {
  const input = compileInputValue(environment);
  const right = compileNode(node.right, environment);
  const { operator } = node;
  return (run, frame) => compare(run, { operator, left: input(run, frame), right: right(run, frame) });
}

export function compileInputRange(range: RangeNode, environment: CompileEnvironment): Code {
  const input = compileInputValue(environment);
  const start = compileNode(range.start, environment);
  const end = compileNode(range.end, environment);
  const { startIncluded, endIncluded } = range;
  return (run, frame) => {
    const from = start(run, frame);
    const to = end(run, frame);
    const value = input(run, frame);
    if ([value, from, to].every((part) => isList(part) && isComparableList(part))) {
      giveUp('lists have no order');
    }
    if (!isComparable(value, from) || !isComparable(value, to)) {
      // The engine looks for the input again to name it.
      input(run, frame);
      run.warn(
        'NOT_COMPARABLE',
        () => `Can't compare '${toText(value)}' with '${toText(from)}' and '${toText(to)}'`,
      );
      return null;
    }
    const low = compareOrder(value, from);
    const high = compareOrder(value, to);
    return (startIncluded ? low >= 0 : low > 0) && (endIncluded ? high <= 0 : high < 0);
  };
}

/** True for true, the input itself or a list that has it; an expression with `?` decides for itself. */
export function compileTest(node: Node, environment: CompileEnvironment): Code {
  const input = compileInputValue(environment);
  const scope = { kind: 'names', names: ['?'], parent: environment.scope } as const;
  const test = compileNode(node, { ...environment, scope });
  return (run, frame) => {
    const inputValue = input(run, frame);
    const value = test(run, { parent: frame, values: [undefined] });
    if (value instanceof Failure && value.fatal) {
      const answer = test(run, { parent: frame, values: [inputValue] });
      return typeof answer === 'boolean' ? answer : null;
    }
    if (value === true) return true;
    if (isList(value)) {
      run.spend(value.length);
      if (value.some((item) => isSame(run, item, inputValue))) return true;
    }
    if (value instanceof Failure) return false;
    const equal = isEqual(run, inputValue, value);
    if (equal === undefined) {
      run.warn('NOT_COMPARABLE', () => `Can't compare '${toText(inputValue)}' with '${toText(value)}'`);
    }
    if (equal === true) return true;
    if (isList(value) || (value === false && environment.functions.traits.isStrict)) return false;
    return equal ?? null;
  };
}
