import { countNodes } from '../grammar/count-nodes.ts';
import type { Arguments, Node } from '../grammar/node.ts';
import type { Run } from '../run.ts';
import { Failure, type FunctionValue, isContext, readEntry, FunctionValue as Fn } from '../values/values.ts';
import { toText } from '../values/to-text.ts';
import { compileNode, type CompileEnvironment } from './compile.ts';
import { compileReference } from './paths.ts';
import { type Code, compileFunctionLookup, type Frame } from './scope.ts';

type BindArguments = (run: Run, frame: Frame | undefined) => readonly unknown[];
/** Steps of a call besides those of the body. */
const callCost = 8;

type BindTo = (target: FunctionValue) => BindArguments;

export function compileCall(
  node: { readonly name: string; readonly args: Arguments },
  environment: CompileEnvironment,
): Code {
  const { name, args } = node;
  const host = environment.functions.host(name);
  const known = host ? [host] : environment.functions.builtIn(name);
  const fixed = known.find((candidate) => (host ? fitsHost(candidate, args) : fits(candidate, args)));
  const local = compileFunctionLookup(environment.scope, name);
  const bindTo = compileArguments(args, environment);
  const bindFixed = fixed && bindTo(fixed);
  return (run, frame) => {
    const found = local?.(frame).find((candidate) => fits(candidate, args));
    const target = found ?? fixed;
    const bind = found ? bindTo(found) : bindFixed;
    if (!target || !bind) {
      run.warn('NO_FUNCTION_FOUND', () => describeMissing(name, args));
      return null;
    }
    return finish(run, name, invoke(run, target, bind(run, frame)));
  };
}

function describeMissing(name: string, args: Arguments): string {
  if (args.kind === 'positional') {
    return `No function found with name '${name}' and ${args.values.length} parameters`;
  }
  return `No function found with name '${name}' and parameters: ${args.values.map(([key]) => key).join(',')}`;
}

/** The engine turns a failed call into null; a failed `assert` fails the evaluation at its end. */
function finish(run: Run, name: string, result: unknown): unknown {
  if (!(result instanceof Failure) || result.fatal) return result;
  if (name === 'assert') {
    run.assertion ??= result.message;
    run.warn('ASSERT_FAILURE', () => result.message);
  } else {
    run.warn('FUNCTION_INVOCATION_FAILURE', () => `Failed to invoke function '${name}': ${result.message}`);
  }
  return null;
}

function invoke(run: Run, target: FunctionValue, args: readonly unknown[]): unknown {
  for (const arg of args) if (arg instanceof Failure) return arg;
  run.enter();
  const result = target.call(run, args);
  run.leave();
  return result;
}

/** `a.b.f(x)`: a function that a context holds. */
export function compileMethodCall(
  node: { readonly path: readonly [string, ...string[]]; readonly name: string; readonly args: Arguments },
  environment: CompileEnvironment,
): Code {
  const path = compileReference(node.path, environment);
  const bindTo = compileArguments(node.args, environment);
  return (run, frame) => {
    const context = path(run, frame);
    if (context instanceof Failure) return context;
    if (!isContext(context)) {
      run.warn('INVALID_TYPE', () => `Expected context but found '${toText(context)}'`);
      return new Failure(() => `Expected context but found '${toText(context)}'`);
    }
    const target = readEntry(context, node.name);
    if (!(target instanceof Fn) || !fits(target, node.args)) {
      run.warn('NO_FUNCTION_FOUND', () => describeMissing(node.name, node.args));
      return new Failure(`no function '${node.name}' with these parameters in the context`);
    }
    return invoke(run, target, bindTo(target)(run, frame));
  };
}

export function compileFunction(
  node: { readonly parameters: readonly string[]; readonly body: Node },
  environment: CompileEnvironment,
): Code {
  const { parameters } = node;
  const scope = { kind: 'names', names: parameters, parent: environment.scope } as const;
  const body = compileNode(node.body, { ...environment, scope });
  const weight = callCost + countNodes(node.body);
  return (_run, frame) =>
    new Fn(parameters, (run, args) => {
      run.spend(weight);
      return body(run, { parent: frame, values: [...args] });
    });
}

function fits({ parameters, takesMany }: FunctionValue, args: Arguments): boolean {
  if (args.kind === 'named') return args.values.every(([name]) => parameters.includes(name));
  const count = args.values.length;
  return count === parameters.length || (takesMany && count > parameters.length);
}

/** Of a function of the host's, later parameters can be left out. */
function fitsHost({ parameters }: FunctionValue, args: Arguments): boolean {
  if (args.kind === 'named') return args.values.every(([name]) => parameters.includes(name));
  return args.values.length <= parameters.length;
}

function compileArguments(args: Arguments, environment: CompileEnvironment): BindTo {
  if (args.kind === 'named') {
    const named = new Map(args.values.map(([name, node]) => [name, compileNode(node, environment)]));
    return ({ parameters }) => {
      const codes = parameters.map((name) => named.get(name));
      return (run, frame) => codes.map((code) => code?.(run, frame));
    };
  }
  const codes = args.values.map((node) => compileNode(node, environment));
  return ({ parameters, takesMany }) => {
    if (!takesMany) return (run, frame) => codes.map((code) => code(run, frame));
    const single = parameters.length - 1;
    return (run, frame) => {
      const values = codes.map((code) => code(run, frame));
      const rest = values.slice(single);
      const [only] = rest;
      const many = single === 0 && rest.length === 1 && Array.isArray(only) ? only : run.list(rest);
      return [...values.slice(0, single), many];
    };
  };
}
