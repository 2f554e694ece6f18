import { describe, expect, it } from 'vitest';
import { parseJson, stringifyJson } from './json.ts';

describe('parseJson', () => {
  it('keeps every digit of integers that a number cannot hold', () => {
    const text = '{"key":2251799813685249,"big":9007199254740993,"list":[-12345678901234567890]}';
    expect(parseJson(text)).toEqual({
      key: 2251799813685249,
      big: 9007199254740993n,
      list: [-12345678901234567890n],
    });
    expect(stringifyJson(parseJson(text))).toBe(text);
  });

  it('reads numbers that are no big integers as JSON.parse does', () => {
    const text = '[0.12345678901234567, 1e3, -0, 1.0000000000000000001]';
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  it.each([
    '{"a":1,"a":2,"id":ID}',
    '{"id":1,"b":0,"id":ID}',
    '{"id":ID,"b":0,"id":1}',
    '{"a":{"x":1},"a":{"y":ID}}',
    '[{"a":[1],"a":[2],"a":null,"b":ID}]',
    '{"__proto__":1,"__proto__":2,"id":ID}',
    '{"a":1,"\\u0061":2,"id":ID}',
  ])('takes the last of several values of a key, with and without a big integer: %s', (text) => {
    const small = parseJson(text.replace('ID', '7'));
    const big = parseJson(text.replace('ID', '12345678901234567890'));
    expect(stringifyJson(small)).toBe(JSON.stringify(JSON.parse(text.replace('ID', '7'))));
    expect(stringifyJson(big)).toBe(stringifyJson(small).replace('7', '12345678901234567890'));
  });

  it.each(['{', '', '{"a":01}', '[1,]'])('refuses %j', (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  });

  it.each(['{"__proto__":{"admin":true}}', '{"__proto__":{"admin":true},"n":9007199254740993}'])(
    'lets no text change the prototype of what it makes: %s',
    (text) => {
      const parsed = parseJson(text);
      expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
      expect(Reflect.get(Object(parsed), 'admin')).toBeUndefined();
    },
  );

  it.each([1000, 1001, 9_900_000])(
    'reads up to 1,000 digits, which more than that would take for ever: %i',
    (count) => {
      const parse = () => parseJson(`{"id": -${'9'.repeat(count - 1)}}`);
      if (count > 1000)
        expect(parse).toThrow(new SyntaxError('A whole number in JSON has more than 1,000 digits'));
      else expect(stringifyJson(parse())).toHaveLength(count + '{"id":}'.length);
    },
  );

  it('takes digits behind the point without end', () => {
    expect(parseJson(`[0.${'9'.repeat(5_000_000)}]`)).toEqual([1]);
  });

  it('refuses what is nested without end', () => {
    expect(() => parseJson(`12345678901234567890${'['.repeat(1_000_000)}`)).toThrow(SyntaxError);
    expect(() => parseJson(`[12345678901234567890,${'['.repeat(1_000_000)}`)).toThrow(SyntaxError);
  });

  it('leaves a digit run inside a text alone', () => {
    expect(parseJson('{"iban":"1234567890123456789"}')).toEqual({ iban: '1234567890123456789' });
  });
});

describe('stringifyJson', () => {
  it('leaves out what JSON cannot hold, with and without big integers', () => {
    expect(stringifyJson({ a: undefined, b: 1 })).toBe('{"b":1}');
    expect(stringifyJson({ a: undefined, b: 1n })).toBe('{"b":1}');
    expect(stringifyJson(undefined)).toBe('null');
  });

  it('indents as usual, with all digits, also long texts', () => {
    const value = { a: [1, { b: 'x: {"y"}, [\\' }, [], {}], 'c,d': null, e: '' };
    expect(stringifyJson(value, { indent: 2 })).toBe(JSON.stringify(value, null, 2));
    expect(stringifyJson({ ...value, id: 9007199254740993n }, { indent: 2 })).toBe(
      JSON.stringify({ ...value, id: 7 }, null, 2).replace('7', '9007199254740993'),
    );
    expect(stringifyJson('text', { indent: 2 })).toBe('"text"');
    expect(stringifyJson({ a: 'x'.repeat(20_000_000) }, { indent: 2 })).toHaveLength(20_000_013);
  });

  it('reports a cycle instead of hanging', () => {
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    expect(() => stringifyJson(cycle)).toThrow(TypeError);
  });
});
