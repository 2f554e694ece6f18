import type { ArithmeticOperator, Node } from '../grammar/node.ts';
import { add, divide, multiply, raise, subtract } from '../values/arithmetic.ts';
import { BigDecimal, negateNumber } from '../values/numbers.ts';
import { toText } from '../values/to-text.ts';
import { Failure, isNumber } from '../values/values.ts';
import { compileNode, type CompileEnvironment } from './compile.ts';
import type { Code } from './scope.ts';

const operations = { '+': add, '-': subtract, '*': multiply, '/': divide, '**': raise };

export function compileArithmetic(
  node: { readonly operator: ArithmeticOperator; readonly left: Node; readonly right: Node },
  environment: CompileEnvironment,
): Code {
  const left = compileNode(node.left, environment);
  const right = compileNode(node.right, environment);
  const operate = operations[node.operator];
  const isPower = node.operator === '**';
  return (run, frame) => {
    const result = operate(run, left(run, frame), right(run, frame));
    if (isPower) run.spend(powerCost);
    if (typeof result === 'object' && result !== null) run.spend(costOf(result));
    return result;
  };
}

/** Steps that making a decimal or a temporal takes. */
function costOf(result: object): number {
  if (!(result instanceof BigDecimal)) return temporalCost;
  const words = result.precision() / digitsPerWord;
  return decimalCost + words * words;
}

const powerCost = 200;
const decimalCost = 8;
const digitsPerWord = 34;
const temporalCost = 120;

export function compileNegation(node: Node, environment: CompileEnvironment): Code {
  const compiled = compileNode(node, environment);
  return (run, frame) => {
    const value = compiled(run, frame);
    if (isNumber(value)) return negateNumber(value);
    if (value instanceof Failure) return value.fatal ? value : null;
    run.warn('INVALID_TYPE', () => `Expected number but found '${toText(value)}'`);
    return null;
  };
}
