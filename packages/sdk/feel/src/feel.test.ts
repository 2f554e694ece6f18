import { describe, expect, test, vi } from 'vitest';
import { FeelError } from './feel-error.ts';
import { compile, evaluate, unaryTest } from './feel.ts';
import { maxTextLength } from './check-size.ts';
import { maxPatternLength } from './patterns/pattern.ts';

function catchFeelError(run: () => unknown): FeelError {
  try {
    run();
  } catch (error) {
    if (error instanceof FeelError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('compile', () => {
  test.each(['=a + 1', ' = a + 1 ', 'a + 1'])('drops the leading sign and blanks of %j', (text) => {
    const expression = compile(text);
    expect(expression.text).toBe('a + 1');
    expect(expression.evaluate({ a: 1 })).toBe(2);
    expect(expression.evaluate({ a: 5 })).toBe(6);
  });

  test.each([
    ['1 +', 1, 4, ''],
    ['a +\n b c', 2, 4, 'c'],
    ['(1', 1, 3, ''],
    ['', 1, 1, ''],
    ['=', 1, 1, ''],
    ['if a', 1, 5, ''],
    ['{a: }', 1, 5, '}'],
    ['"open', 1, 1, '"open'],
    ['1e3', 1, 1, '1'],
    ['+5', 1, 1, '+'],
    ['a b c', 1, 3, 'b'],
    ['x.y z', 1, 5, 'z'],
    ['a < b < c', 1, 7, '<'],
    ['a = = b', 1, 5, '='],
    ['7 % 2', 1, 3, '%'],
    ["'a'", 1, 1, "'"],
    ['{"__proto__": 1}', 1, 2, '"__proto__"'],
  ])('refuses %j at line %i, column %i', (text, line, column, piece) => {
    const error = catchFeelError(() => compile(text));
    expect(error.kind).toBe('syntax');
    expect(error.location).toEqual({ line, column, piece });
    expect(error.message).toContain(`line ${line}, column ${column}`);
  });

  test.each([
    ['parentheses', '('.repeat(10_000) + '1' + ')'.repeat(10_000)],
    ['lists', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['unclosed lists', '['.repeat(10_000)],
    ['additions', '1' + '+1'.repeat(10_000)],
    ['signs', '-'.repeat(10_000) + '1'],
    ['conditions', 'if a then 1 else '.repeat(5000) + '1'],
    ['calls', 'not('.repeat(10_000) + 'true' + ')'.repeat(10_000)],
    ['a very long text', `"${'x'.repeat(maxTextLength)}" + "y"`],
  ])('refuses too deep or too long: %s', (_, text) => {
    expect(catchFeelError(() => compile(text)).kind).toBe('syntax');
  });

  test('takes brackets in texts and comments for what they are', () => {
    expect(evaluate(`"${'('.repeat(500)}" + "" // ${'['.repeat(500)}`, {})).toBe('('.repeat(500));
    expect(evaluate('string length("\\"((" + ")")', {})).toBe(4);
  });

  test('expressions of one text with other functions keep their own', () => {
    const withValue = (value: number) =>
      compile('f()', { functions: { f: { parameters: [], call: () => value } } });
    const [one, two, none] = [withValue(1), withValue(2), compile('f()')];
    expect([one, two, none].map((expression) => expression.evaluate({}))).toEqual([1, 2, null]);
  });
});

describe('values', () => {
  test('ranges and functions have no JSON form; a function is no entry of its context', () => {
    expect(evaluate('{r: [1..5], f: function(x) x, list: [function(x) x, 1]}', {})).toStrictEqual({
      r: null,
      list: [null, 1],
    });
  });

  test('temporals inside containers become text', () => {
    expect(evaluate('{d: [date("2020-01-01"), duration("P1D")]}', {})).toEqual({
      d: ['2020-01-01', 'PT24H'],
    });
  });

  test('rounding leaves integers and large values alone', () => {
    expect(evaluate('[0.1 + 0.2, 1.1 * 3, a + 0, 2 ** 60]', { a: 9007199254740991 })).toEqual([
      0.3,
      3.3,
      9007199254740991,
      2 ** 60,
    ]);
  });

  test('values without a number are null', () => {
    expect(evaluate('[10 ** 400, 1 / 0, sqrt(-1)]', {})).toEqual([null, null, null]);
  });

  test('what comes from the variables is handed on, not copied or changed', () => {
    const body = { items: [{ id: 1 }], note: null };
    const before = structuredClone(body);
    expect(evaluate('{all: body, first: body.items[1]}', { body })).toEqual({ all: body, first: { id: 1 } });
    expect(body).toEqual(before);
  });

  test('big integers pass through and never crash', () => {
    const id = 12345678901234567890n;
    expect(evaluate('id', { id })).toBe(id);
    expect(evaluate('{id: id, text: string(id)}', { id })).toEqual({ id, text: '12345678901234567890' });
    expect(evaluate('[id + 1, -id, sum(id, 1), for x in id return x]', { id })).toEqual([
      id + 1n,
      -id,
      id + 1n,
      null,
    ]);
    expect(evaluate('id > 5', { id })).toBe(true);
    expect(evaluate('distinct values(ids)', { ids: [id, 1n, id] })).toEqual([id, 1n]);
    expect(evaluate('duplicate values(ids)', { ids: [id, 1n, id] })).toEqual([id]);
  });

  test('a name with blanks or signs needs backticks, whatever the variables are called', () => {
    const variables = { a: 5, b: 2, 'a-b': 100, 'a b': 7 };
    expect(evaluate('a-b', variables)).toBe(3);
    expect(evaluate('`a b`', variables)).toBe(7);
    expect(catchFeelError(() => evaluate('a b', variables)).kind).toBe('syntax');
  });

  test('a variable does not hide the function of the same name', () => {
    expect(evaluate('count(list)', { count: 5, list: [1, 2] })).toBe(2);
    expect(evaluate('trim(text)', { trim: 'x', text: ' a ' })).toBe('a');
  });
});

describe('host functions', () => {
  const calls = { functions: { f: { parameters: ['a', 'b'], call: (...args: readonly unknown[]) => args } } };

  test.each([
    ['f()', []],
    ['f(1)', [1]],
    ['f(1, 2)', [1, 2]],
    ['f(b: 2)', [undefined, 2]],
    ['f(b: 2, a: 1)', [1, 2]],
  ])('%s', (expression, args) => {
    const call = vi.fn((...values: readonly unknown[]) => values.length);
    evaluate(expression, {}, { functions: { f: { parameters: ['a', 'b'], call } } });
    expect(call).toHaveBeenCalledExactlyOnceWith(...args);
  });

  test('too many arguments or unknown names give null', () => {
    expect(evaluate('f(1, 2, 3)', {}, calls)).toBeNull();
    expect(evaluate('f(c: 1)', {}, calls)).toBeNull();
  });

  test('arguments are plain values', () => {
    expect(evaluate('f(date("2020-01-01"), {d: duration("PT1H"), f: function(x) x})', {}, calls)).toEqual([
      '2020-01-01',
      { d: 'PT1H' },
    ]);
  });

  test('names may hold blanks and keywords, and win over built-in functions', () => {
    const functions = {
      'not or else': { parameters: ['x'], call: (x: unknown) => [x] },
      trim: { parameters: ['x'], call: () => 'mine' },
    };
    expect(evaluate('not or else(trim(" a "))', {}, { functions })).toEqual(['mine']);
  });

  test('a failure names the function and keeps the cause, without the data', () => {
    const cause = new Error('down');
    const fail = () => {
      throw cause;
    };
    const error = catchFeelError(() =>
      evaluate('f(a)', { a: 'hunter2' }, { functions: { f: { parameters: ['x'], call: fail } } }),
    );
    expect(error.kind).toBe('evaluation');
    expect(error.message).toBe('The function f failed in the expression f(a)');
    expect(error.cause).toBe(cause);
  });
});

describe('hostile names', () => {
  test.each([
    'constructor',
    '__proto__',
    'prototype',
    'hasOwnProperty',
    'a.constructor.constructor',
    'a.__proto__.x',
    'a.toString',
    'constructor("return process")',
    'string.name',
    'string.prototype.constructor',
    'sum.constructor',
    '(function(x) x).fn',
    '{f: function(x) x}.f.fn',
    'date("2020-01-01").constructor',
    'get value(a, "constructor")',
    'globalThis',
    'process',
    '"x".constructor',
    '1 .constructor',
  ])('%s reaches nothing', (expression) => {
    expect(evaluate(expression, { a: {} })).toBeNull();
  });

  test.each([
    ['a.constructor("return process")', 'evaluation'],
    ['(function(x) x).fn.constructor("return process")()', 'syntax'],
    ['[1..3].map', 'syntax'],
  ])('%s is refused, as the broker does', (expression, kind) => {
    expect(catchFeelError(() => evaluate(expression, { a: {} })).kind).toBe(kind);
  });

  test('keys that JavaScript treats specially are ordinary data', () => {
    const variables: Record<string, unknown> = JSON.parse(
      '{"constructor": 1, "__proto__": {"x": 2}, "a": {"__proto__": {"x": 3}, "toString": 4}}',
    );
    expect(evaluate('constructor + 1', variables)).toBe(2);
    expect(evaluate('__proto__.x + 1', variables)).toBe(3);
    expect(evaluate('[a.__proto__.x, a.toString]', variables)).toEqual([3, 4]);
    expect(JSON.stringify(evaluate('{copy: a}', variables))).toBe(
      '{"copy":{"__proto__":{"x":3},"toString":4}}',
    );
    evaluate('context put(a, "__proto__", {polluted: true})', { a: {} });
    evaluate('context([{key: "__proto__", value: {polluted: true}}])', {});
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

describe('evaluation errors', () => {
  test('data that nests too deep is an error, not a crash', () => {
    let deep: unknown = 1;
    for (let depth = 0; depth < 100_000; depth += 1) deep = { deep };
    for (const expression of ['string(deep)', 'deep = {deep: deep}']) {
      expect(catchFeelError(() => evaluate(expression, { deep })).kind).toBe('evaluation');
    }
    expect(evaluate('[deep][1]', { deep })).toBe(deep);
  });

  test('an assertion shows a message written in the expression, never one made of data', () => {
    const fixed = catchFeelError(() => evaluate('assert(a, a = 1, "a must be one")', { a: 'hunter2' }));
    const made = catchFeelError(() => evaluate('assert(a, a = 1, "not " + a)', { a: 'hunter2' }));
    expect(fixed.message).toContain('a must be one');
    expect(made.message).toContain('the condition is not fulfilled');
    expect(made.message + String(made.cause)).not.toContain('hunter2');
  });

  test('no message holds the data', () => {
    const text = 'hunter2'.repeat(20_000);
    for (const expression of [
      'matches(text, "(?=a)")',
      'replace(text, "(h)", text)',
      'substring(text, 999999)',
    ]) {
      const error = catchFeelError(() => evaluate(expression, { text }));
      expect(error.kind).toBe('evaluation');
      expect(error.message).not.toContain('hunter2');
    }
  });
});

describe('regular expressions', () => {
  test('patterns have a maximum size', () => {
    const pattern = 'a*'.repeat(maxPatternLength);
    for (const name of ['matches', 'split', 'extract']) {
      expect(catchFeelError(() => evaluate(`${name}("a", pattern)`, { pattern })).kind).toBe('evaluation');
    }
  });

  test('texts can be long', () => {
    const input = 'a,b\n'.repeat(100_000);
    expect(evaluate('count(split(input, ","))', { input })).toBe(100_001);
    expect(evaluate('matches(input, "b")', { input })).toBe(true);
    expect(evaluate('matches(input, "x+y")', { input })).toBe(false);
    expect(evaluate('string length(replace(input, ",", ""))', { input })).toBe(300_000);
  });

  test.each(['matches("a", "[")', 'replace("a", "(", "")', 'split("a", "*")', 'extract("a", "[")'])(
    '%s has no answer',
    (expression) => {
      expect(evaluate(expression, {})).toBeNull();
    },
  );
});

describe('functions with changing answers', () => {
  test('uuid, random number, now, today', () => {
    expect(evaluate('uuid()', {})).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(evaluate('uuid() = uuid()', {})).toBe(false);
    expect(evaluate('random number() < 1', {})).toBe(true);
    expect(evaluate('now()', {})).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d/);
    expect(evaluate('today()', {})).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  test('what a broker 8.6 does not know is null', () => {
    expect(evaluate('[from json("{}"), to json({}), is blank(""), no such thing(1)]', {})).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('unaryTest', () => {
  test.each([
    ['> 5', 6, true],
    ['> 5', 5, false],
    ['"a", "b"', 'b', true],
    ['"a", "b"', 'c', false],
    ['-', 'anything', true],
    ['not(1, 2)', 3, true],
    ['not(1, 2)', 2, false],
    ['[1..5]', 3, true],
    ['(1..5)', 1, false],
    ['[1..5]', null, false],
    ['limit', 10, true],
    ['< limit', 9, true],
    ['< missing', 9, false],
    ['? > 2 and ? < 5', 3, true],
    ['null', null, true],
  ])('%s on %j', (tests, input, expected) => {
    expect(unaryTest(tests, input, { limit: 10 })).toBe(expected);
  });

  test('refuses what is not a test', () => {
    expect(catchFeelError(() => unaryTest('> ', 1, {})).kind).toBe('syntax');
  });
});
