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
export interface CompileEnvironment {
  readonly functions: FunctionTable;
  readonly scope: Scope | undefined;
}

/** Turns a syntax tree into a function. */
export function compileNode(node: Node, environment: CompileEnvironment): Code {
  switch (node.type) {
    case 'literal': {
      const { value } = node;
      return () => value;
    }
    case 'list':
      return compileList(node.items, environment);
    case 'context':
      return compileContext(node.entries, environment);
    case 'range':
      return compileRange(node, environment);
    case 'reference':
      return compileReference(node.names, environment);
    case 'path':
      return compilePath(node, environment);
    case 'filter':
      return compileFilter(node, environment);
    case 'call':
      return compileCall(node, environment);
    case 'method call':
      return compileMethodCall(node, environment);
    case 'function':
      return compileFunction(node, environment);
    case 'if':
      return compileIf(node, environment);
    case 'for':
      return compileFor(node, environment);
    case 'quantified':
      return compileQuantified(node, environment);
    case 'steps':
      return compileSteps(node, environment);
    case 'arithmetic':
      return compileArithmetic(node, environment);
    case 'negation':
      return compileNegation(node.value, environment);
    case 'comparison':
      return compileComparison(node, environment);
    case 'and':
    case 'or':
      return compileJunction(node, environment);
    case 'any test':
      return compileAnyTest(node, environment);
    case 'not':
      return compileNot(node.value, environment);
    case 'instance of':
      return compileInstanceOf(node, environment);
    case 'in':
      return compileIn(node, environment);
    case 'input':
      return compileInput(environment);
    case 'input comparison':
      return compileInputComparison(node, environment);
    case 'input range':
      return compileInputRange(node.range, environment);
    case 'test':
      return compileTest(node.body, environment);
  }
}

const noInput = new Failure(
  "No input value available. '?' can only be used inside an unary-test expression.",
  true,
);

function compileInput({ scope }: CompileEnvironment): Code {
  const lookup = compileLookup(scope, '?');
  return (run, frame) => lookup(run, frame) ?? noInput;
}
