import type { Run } from '../run.ts';
import { listEntries } from '../values/list-entries.ts';
import { setEntry } from '../values/to-plain-value.ts';
import { type FeelContext, FunctionValue, isContext, isList, readEntry } from '../values/values.ts';
import { define, type Functions } from './define-function.ts';

const put = define(['context', 'key', 'value'], (run, context, key, value) => {
  if (!isContext(context)) return undefined;
  if (typeof key === 'string') return putEntry(run, context, { key, value: value ?? null });
  return putNested(run, { context, keys: key, value: value ?? null });
});
const merge = define(['contexts'], mergeContexts, { takesMany: true });

export const contextFunctions: Functions = {
  'get entries': [define(['context'], getEntries), define(['m'], getEntries)],
  'get value': [
    define(['m', 'key'], getValue),
    define(['context', 'key'], getValue),
    define(['context', 'keys'], (run, context, keys) =>
      isList(keys) ? getValue(run, context, keys) : undefined,
    ),
  ],
  'context put': [
    put,
    define(['context', 'keys', 'value'], (run, context, keys, value) =>
      isContext(context) ? putNested(run, { context, keys, value: value ?? null }) : undefined,
    ),
  ],
  put: [put],
  'context merge': [merge],
  'put all': [merge],
  context: [define(['entries'], toContext)],
};

/** Steps for each entry: it is put in order and becomes a context. */
const entryCost = 16;

function getEntries(run: Run, context: unknown): unknown {
  if (!isContext(context)) return undefined;
  spendOnEntries(run, context);
  const entries = listEntries(context).filter(([, value]) => !(value instanceof FunctionValue));
  return run.list(entries.map(([key, value]) => run.made({ key, value: value ?? null })));
}

function getValue(_run: Run, context: unknown, key: unknown): unknown {
  if (!isContext(context)) return undefined;
  if (typeof key === 'string') return readVariable(context, key) ?? null;
  if (!isList(key)) return undefined;
  if (key.length === 0) return null;
  let value: unknown = context;
  for (const name of key) {
    if (!isContext(value) || typeof name !== 'string') return null;
    value = readVariable(value, name);
  }
  return value ?? null;
}

function readVariable(context: FeelContext, key: string): unknown {
  const value = readEntry(context, key);
  return value instanceof FunctionValue ? undefined : value;
}

function putEntry(run: Run, context: FeelContext, entry: { readonly key: string; readonly value: unknown }) {
  spendOnEntries(run, context);
  return combine([Object.entries(context), [[entry.key, entry.value]]], run);
}

/** Before they are listed, which takes three times as long as to list the keys. */
const spendOnEntries = (run: Run, context: FeelContext): void =>
  run.spend(entryCost * Object.keys(context).length);

function combine(lists: readonly (readonly (readonly [string, unknown])[])[], run: Run): FeelContext {
  const result: Record<string, unknown> = {};
  for (const entries of lists) {
    for (const [key, value] of entries) setEntry(result, key, value);
  }
  return run.made(result);
}

function putNested(
  run: Run,
  options: { readonly context: FeelContext; readonly keys: unknown; readonly value: unknown },
): FeelContext | null | undefined {
  const { context, keys, value } = options;
  if (!isList(keys)) return undefined;
  const [key, ...rest] = keys;
  if (keys.length === 0) return null;
  if (typeof key !== 'string' || !keys.every((name) => typeof name === 'string')) return undefined;
  if (rest.length === 0) return putEntry(run, context, { key, value });
  const inner = readEntry(context, key);
  const nested = putNested(run, { context: isContext(inner) ? inner : {}, keys: rest, value });
  return putEntry(run, context, { key, value: nested });
}

function mergeContexts(run: Run, contexts: unknown): unknown {
  if (!isList(contexts) || !contexts.every(isContext)) return null;
  for (const context of contexts) spendOnEntries(run, context);
  return combine(
    contexts.map((context) => Object.entries(context)),
    run,
  );
}

function toContext(run: Run, entries: unknown): unknown {
  if (!isList(entries)) return null;
  const pairs: (readonly [string, unknown])[] = [];
  for (const entry of entries) {
    if (!isContext(entry) || !Object.hasOwn(entry, 'value')) return null;
    const key = readEntry(entry, 'key');
    if (typeof key !== 'string') return null;
    pairs.push([key, readEntry(entry, 'value')]);
  }
  run.spend(entryCost * pairs.length);
  return combine([pairs], run);
}
