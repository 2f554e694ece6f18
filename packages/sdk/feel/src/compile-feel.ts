import { createFunctionTable } from './builtins/function-table.ts';
import { compileNode } from './compile/compile.ts';
import { inputName } from './compile/logic.ts';
import type { Code } from './compile/scope.ts';
import type { FeelFunction } from './feel-function.ts';
import { toFunctionValue } from './feel-function.ts';
import type { FeelVersion } from './feel-version.ts';
import { type Grammar, parse } from './grammar/parse.ts';
import { findReferences, type VariableReference } from './grammar/references.ts';
import { LruCache } from './lru-cache.ts';
import { syntaxError } from './syntax-error.ts';

/** A text that was read and compiled. */
export interface CompiledText {
  readonly code: Code;
  readonly references: readonly VariableReference[];
}

export interface CompileRequest {
  readonly text: string;
  readonly grammar: Grammar;
  readonly version: FeelVersion;
  readonly functions: Readonly<Record<string, FeelFunction>>;
}

const maxCachedTexts = 1000;
const maxCachedLength = 10_000;
const caches = new WeakMap<object, LruCache<CompiledText>>();

/** Compiles a text once for each set of functions. @throws FeelError `syntax` */
export function compileText(request: CompileRequest): CompiledText {
  const { text, grammar, version, functions } = request;
  if (text.length > maxCachedLength) return compileNew(request);
  let cache = caches.get(functions);
  if (!cache) caches.set(functions, (cache = new LruCache(maxCachedTexts)));
  return cache.getOrCreate(`${version} ${grammar} ${text}`, () => compileNew(request));
}

function compileNew({ text, grammar, version, functions }: CompileRequest): CompiledText {
  const host = new Map(
    Object.entries(functions).map(([name, definition]) => [name, toFunctionValue(name, definition)] as const),
  );
  const functionNames = [...host.keys()].sort((a, b) => b.length - a.length);
  const node = parse({ text, grammar, version, functionNames });
  const scope =
    grammar === 'expression'
      ? undefined
      : ({ kind: 'names', names: [inputName], parent: undefined } as const);
  try {
    const code = compileNode(node, { functions: createFunctionTable(version, host), scope });
    return { code, references: findReferences(node) };
  } catch (error) {
    if (error instanceof RangeError) throw syntaxError(text, 0, 'nested too deep');
    throw error;
  }
}
