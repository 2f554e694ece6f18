import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FeelError } from './feel-error.ts';
import { compile, type FeelOptions, referencedVariables, unaryTest } from './feel.ts';

const limits = { maxSteps: 200_000, maxListLength: 20_000, maxTextLength: 200_000, maxPatternMs: 200 };
const options: FeelOptions = { limits, version: '8.9' };

/** A value, or the one error there is. */
function attempt<Result>(run: () => Result): Result | FeelError {
  try {
    return run();
  } catch (error) {
    if (error instanceof FeelError) return error;
    throw error;
  }
}

function tryAll(text: string, context: Readonly<Record<string, unknown>>): void {
  attempt(() => compile(text, options).explain(context));
  attempt(() => unaryTest(text, context['a'], context, options));
  attempt(() => referencedVariables(text, options));
}

const tokens =
  'a b c item partial x ? 0 1 -2 2.5 1.50 "a" "" "a\\nb" null true false [ ] { } ( ) , : . .. + - * / ** = != < <= > >= and or not( in if then else for return some every satisfies between instance of function( @"P1D" @"2024-02-29" date( time( duration( count( string( sum( sort( matches( replace( split( extract( flatten( append( partition( "(a*)*b" "$1" `a b` number Any // /* */ \\ " __proto__ constructor'.split(
    ' ',
  );
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...'[](){}"\\`@.,:+-*/=<>!? \nabc019é😀'), maxLength: 40 }),
  fc.array(fc.constantFrom(...tokens), { maxLength: 25 }).map((parts) => parts.join(' ')),
  fc.array(fc.constantFrom(...tokens), { maxLength: 12 }).map((parts) => parts.join('')),
);
const json = fc.jsonValue({ maxDepth: 3 });
const context = fc.record({ a: json, b: json, c: json, 'a b': json, item: json });

const expression = fc.letrec<{ readonly expression: string }>((tie) => {
  const inner = tie('expression');
  const shape = (strings: TemplateStringsArray, ..._holes: readonly null[]) =>
    fc
      .array(inner, { minLength: strings.length - 1, maxLength: strings.length - 1 })
      .map((parts) => strings.reduce((whole, piece, index) => `${whole}${parts[index - 1] ?? ''}${piece}`));
  const $ = null;
  return {
    expression: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      fc.constantFrom('a', 'b', 'c.a', 'item', '1', '0.1', '"a"', 'null', '[]', '[1, 2]', '{}', '@"P1D"'),
      shape`(${$} + ${$})`,
      shape`(${$} * ${$})`,
      shape`(${$} = ${$})`,
      shape`(${$} < ${$})`,
      shape`(${$} and ${$})`,
      shape`[${$}, ${$}]`,
      shape`{a: ${$}, b: ${$}}`,
      shape`(${$})[${$}]`,
      shape`for x in ${$} return ${$}`,
      shape`if ${$} then ${$} else ${$}`,
      shape`some x in ${$} satisfies ${$}`,
      shape`string(${$})`,
      shape`flatten(${$})`,
      shape`distinct values(${$})`,
      shape`string join(${$}, "-")`,
      shape`get entries(${$})`,
      shape`context put({}, "k", ${$})`,
      shape`sort(${$}, function(x, y) ${$})`,
      shape`replace("${$}", "a", ${$})`,
    ),
  };
}).expression;

test('no text crashes or hangs it', () => {
  fc.assert(fc.property(text, context, tryAll), { numRuns: 3000 });
});

test('an expression never changes its context, and gives plain JSON', () => {
  fc.assert(
    fc.property(expression, context, (text, variables) => {
      const before = JSON.stringify(variables);
      const value = attempt(() => compile(text, options).evaluate(freeze(variables)));
      expect(JSON.stringify(variables)).toBe(before);
      if (!(value instanceof FeelError)) expectPlain(value);
    }),
    { numRuns: 1000 },
  );
});

test('an expression gives the same again, compiled once or anew', () => {
  fc.assert(
    fc.property(expression, context, (text, variables) => {
      const first = attempt(() => compile(text, options).explain(variables));
      const again = attempt(() => compile(`${text} `, { ...options, functions: {} }).explain(variables));
      expect(toComparable(again)).toEqual(toComparable(first));
    }),
    { numRuns: 500 },
  );
});

test('what it does not name it does not read', () => {
  fc.assert(
    fc.property(expression, context, (text, variables) => {
      const names = new Set(attemptReferences(text));
      const watched = new Proxy(variables, {
        getOwnPropertyDescriptor(target, key) {
          if (!names.has(String(key))) throw new Error(`${text} reads ${String(key)}`);
          return Reflect.getOwnPropertyDescriptor(target, key);
        },
        ownKeys: () => {
          throw new Error(`${text} walks its context`);
        },
      });
      attempt(() => compile(text, options).evaluate(watched));
    }),
    { numRuns: 500 },
  );
});

const deep = (depth: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
};
const cycle: Record<string, unknown> = { name: 'x' };
cycle['self'] = cycle;
cycle['list'] = [cycle];
const hostile: Readonly<Record<string, unknown>> = {
  a: deep(10_000),
  b: deep(10_000),
  c: cycle,
  d: JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": 1}}'),
  e: Object.create({ inherited: 1 }),
  f: {
    get secret() {
      return 'read';
    },
  },
  g: [
    undefined,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    10n ** 50n,
    Symbol.iterator,
    () => 1,
    new Date(0),
    new Map(),
  ],
};

test.each([
  'a',
  'a = b',
  'string(a)',
  'flatten(a)',
  'distinct values([a, b])',
  'list contains([a], b)',
  '{x: a}',
  '[a][item = b]',
  'to json(a)',
  'c.self.self.name',
  'c = c',
  'string(c)',
  'flatten(c.list)',
  'to json(c)',
  'distinct values([c, c])',
  'd.polluted',
  'string(d)',
  'context merge(d, {x: 1})',
  'context put(d, "__proto__", 1)',
  'get entries(d)',
  'd.constructor',
  'context([{key: "__proto__", value: {polluted: true}}])',
  'from json("{\\"__proto__\\": {\\"polluted\\": true}}")',
  'e.inherited',
  'e.toString',
  'f.secret',
  'g',
  'string(g)',
  'g[1] + 1',
  'sum(g)',
  'for x in g return x',
  'sort(g, function(x, y) x < y)',
  'a.a.a.a',
  'constructor',
  '__proto__',
  'toString',
  'globalThis',
  'process',
  'require("fs")',
  'eval("1")',
])('hostile data: %s gives a value or an error', (text) => {
  const value = attempt(() => compile(text, options).explain(hostile));
  if (value instanceof FeelError) expect(value.kind).toBe('evaluation');
  expect(Object.prototype).not.toHaveProperty('polluted');
  expect({}).not.toHaveProperty('x');
});

test.each([
  'constructor',
  '__proto__',
  'e.inherited',
  'toString',
  'globalThis',
  'd.polluted',
  'process.env',
  '"x".constructor',
])('%s is nothing', (text) => expect(compile(text, options).evaluate(hostile)).toBeNull());

function attemptReferences(text: string): readonly string[] {
  const names = attempt(() => referencedVariables(text, options));
  return names instanceof FeelError ? [] : names;
}

function toComparable(result: unknown): unknown {
  return result instanceof FeelError ? result.message : result;
}

function freeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  Object.values(value).forEach(freeze);
  return Object.freeze(value);
}

function expectPlain(value: unknown): void {
  if (Array.isArray(value)) return value.forEach(expectPlain);
  if (typeof value === 'object' && value !== null) {
    expect([Object.prototype, null]).toContain(Object.getPrototypeOf(value));
    return Object.values(value).forEach(expectPlain);
  }
  expect(['string', 'number', 'boolean', 'bigint', 'object']).toContain(typeof value);
}
