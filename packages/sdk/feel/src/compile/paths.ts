import type { Node } from '../grammar/node.ts';
import type { Run } from '../run.ts';
import { readProperty, listPropertyNames } from '../values/properties.ts';
import { toText } from '../values/to-text.ts';
import { Failure, FunctionValue, isContext, isList, readEntry } from '../values/values.ts';
import { compileNode, type CompileEnvironment } from './compile.ts';
import { type Code, compileLookup } from './scope.ts';

export function compileReference(names: readonly [string, ...string[]], { scope }: CompileEnvironment): Code {
  const [name, ...rest] = names;
  const lookup = compileLookup(scope, name);
  return (run, frame) => {
    let value = lookup(run, frame);
    if (value === undefined) {
      run.warn('NO_VARIABLE_FOUND', () => `No variable found with name '${name}'`);
      return null;
    }
    for (const key of rest) value = followPath(run, value, key);
    return value;
  };
}

export function compilePath(
  node: { readonly base: Node; readonly name: string },
  environment: CompileEnvironment,
): Code {
  const base = compileNode(node.base, environment);
  const { name } = node;
  return (run, frame) => followPath(run, base(run, frame), name);
}

/** An entry of a context, that entry of each item of a list, or a property; null where there is none. */
export function followPath(run: Run, value: unknown, key: string): unknown {
  if (value instanceof Failure) return value;
  if (isList(value)) {
    run.spend(value.length);
    return run.list(value.map((item) => followPath(run, item, key)));
  }
  if (value === null || value === undefined) {
    run.warn('NO_CONTEXT_ENTRY_FOUND', () => `No context entry found with key '${key}'. The context is null`);
    return null;
  }
  if (isContext(value)) {
    const entry = readEntry(value, key);
    if (entry !== undefined && !(entry instanceof FunctionValue)) return entry;
    run.warn('NO_CONTEXT_ENTRY_FOUND', () => describeMissing(key, Object.keys(value)));
    return null;
  }
  const property = readProperty(value, key);
  if (property !== undefined) return property;
  run.warn('NO_PROPERTY_FOUND', () => {
    const names = listPropertyNames(value).map((name) => `'${name}'`);
    return `No property found with name '${key}' of value '${toText(value)}'. Available properties: ${names.join(', ')}`;
  });
  return null;
}

function describeMissing(key: string, keys: readonly string[]): string {
  const detail =
    keys.length === 0
      ? 'The context is empty'
      : `Available keys: ${keys.map((name) => `'${name}'`).join(', ')}`;
  return `No context entry found with key '${key}'. ${detail}`;
}
