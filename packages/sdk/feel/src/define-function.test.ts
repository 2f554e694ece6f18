import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defineFunction } from './define-function.ts';
import { compile, evaluate } from './feel.ts';
import type { StandardSchema } from './standard-schema.ts';

const functions = {
  greet: defineFunction({
    parameters: {
      name: z.string('must be a String'),
      times: z.number().int().default(1),
      options: z.object({ loud: z.boolean() }).nullish(),
    },
    call: ({ name, times, options }) => {
      const greeting = `Hello ${name}! `.repeat(times).trim();
      return options?.loud === true ? greeting.toUpperCase() : greeting;
    },
  }),
};
const run = (text: string, context = {}) => evaluate(text, context, { functions });

describe('a function with schemas', () => {
  test.each([
    ['greet("Ann")', 'Hello Ann!'],
    ['greet("Ann", 2)', 'Hello Ann! Hello Ann!'],
    ['greet(name: "Ann", options: {loud: true})', 'HELLO ANN!'],
    ['greet("Ann", 1, null)', 'Hello Ann!'],
    ['greet("Ann", 1, {loud: false}, 5)', null],
    ['greet(nobody: "Ann")', null],
  ])('%s is %j', (text, expected) => expect(run(text)).toBe(expected));

  test('names parameter and function where an argument is wrong', () => {
    expect(() => run('greet(5)')).toThrow("Parameter 'name' of function 'greet' must be a String");
    expect(() => run('greet()')).toThrow("Parameter 'name' of function 'greet' must be a String");
    expect(() => run('greet("Ann", 1.5)')).toThrow(/^Parameter 'times' of function 'greet' is not valid: /);
  });

  test('says nothing of the data', () => {
    const secret = 'hunter2';
    expect(() => run('greet("Ann", secret)', { secret })).toThrow(
      expect.objectContaining({ kind: 'evaluation', message: expect.not.stringContaining(secret) }),
    );
  });

  test('gets temporals and decimals as plain JSON', () => {
    const show = defineFunction({
      parameters: { value: z.unknown() },
      call: ({ value }) => JSON.stringify(value),
    });
    const compiled = compile('show([date("2024-02-29"), duration("P1D"), 0.1 + 0.2, {a: @"10:00:00"}])', {
      functions: { show },
    });
    expect(compiled.evaluate({})).toBe('["2024-02-29","PT24H",0.3,{"a":"10:00"}]');
  });

  test('takes any Standard Schema that answers at once', () => {
    const late: StandardSchema<string> = {
      '~standard': { version: 1, vendor: 'test', validate: () => Promise.resolve({ value: 'x' }) },
    };
    const broken = { late: defineFunction({ parameters: { a: late }, call: () => 1 }) };
    expect(() => evaluate('late(1)', {}, { functions: broken })).toThrow(
      "Parameter 'a' of function 'late' has a schema that does not answer at once",
    );
  });
});
