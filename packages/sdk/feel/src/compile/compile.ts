import type { Node } from '../grammar/node.ts';
import type { FunctionTable } from '../builtins/function-table.ts';
import { Failure } from '../values/values.ts';
import { compileArithmetic, compileNegation } from './arithmetic.ts';
import { compileCall, compileFunction, compileMethodCall } from './calls.ts';
import { compileContext, compileFilter, compileList, compileRange } from './collections.ts';
import { compileFor, compileQuantified, compileSteps } from './iterations.ts';
import {
  compileAnyTest,
  compileComparison,
  compileIf,
  compileIn,
  compileInstanceOf,
  compileJunction,
  compileNot,
} from './logic.ts';
import { compilePath, compileReference } from './paths.ts';
import { type Code, compileLookup, type Scope } from './scope.ts';
import { compileInputComparison, compileInputRange, compileTest } from './tests.ts';

/** Where an expression is compiled: what it may call, and what is bound around it. */
export interface Place {
  readonly functions: FunctionTable;
  readonly scope: Scope | undefined;
}

/** Turns a syntax tree into a function. */
export function compileNode(node: Node, place: Place): Code {
  switch (node.type) {
    case 'literal': {
      const { value } = node;
      return () => value;
    }
    case 'list':
      return compileList(node.items, place);
    case 'context':
      return compileContext(node.entries, place);
    case 'range':
      return compileRange(node, place);
    case 'reference':
      return compileReference(node.names, place);
    case 'path':
      return compilePath(node, place);
    case 'filter':
      return compileFilter(node, place);
    case 'call':
      return compileCall(node, place);
    case 'method call':
      return compileMethodCall(node, place);
    case 'function':
      return compileFunction(node, place);
    case 'if':
      return compileIf(node, place);
    case 'for':
      return compileFor(node, place);
    case 'quantified':
      return compileQuantified(node, place);
    case 'steps':
      return compileSteps(node, place);
    case 'arithmetic':
      return compileArithmetic(node, place);
    case 'negation':
      return compileNegation(node.value, place);
    case 'comparison':
      return compileComparison(node, place);
    case 'and':
    case 'or':
      return compileJunction(node, place);
    case 'any test':
      return compileAnyTest(node, place);
    case 'not':
      return compileNot(node.value, place);
    case 'instance of':
      return compileInstanceOf(node, place);
    case 'in':
      return compileIn(node, place);
    case 'input':
      return compileInput(place);
    case 'input comparison':
      return compileInputComparison(node, place);
    case 'input range':
      return compileInputRange(node.range, place);
    case 'test':
      return compileTest(node.body, place);
  }
}

const noInput = new Failure(
  "No input value available. '?' can only be used inside an unary-test expression.",
  true,
);

function compileInput({ scope }: Place): Code {
  const lookup = compileLookup(scope, '?');
  return (run, frame) => lookup(run, frame) ?? noInput;
}
