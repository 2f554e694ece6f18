import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { InputError } from './connector-failure.ts';
import { parseInput, toPath } from './parse-input.ts';

const schema = z.object({
  auth: z.discriminatedUnion('type', [
    z.object({ type: z.literal('none') }),
    z.object({ type: z.literal('bearer'), token: z.string() }),
  ]),
  to: z.union([z.string(), z.array(z.object({ address: z.string() }))]),
});

function issuesOf(value: unknown) {
  try {
    parseInput(schema, value);
  } catch (error) {
    if (error instanceof InputError) return error.issues;
    throw error;
  }
  return [];
}

describe('parseInput', () => {
  it('drops what the schema does not name', () => {
    expect(parseInput(schema, { auth: { type: 'none' }, to: 'a', body: 'leaked' })).toEqual({
      auth: { type: 'none' },
      to: 'a',
    });
  });

  it('says that a field is missing', () => {
    expect(issuesOf({ auth: { type: 'bearer' }, to: 'a' })).toEqual([
      { path: 'auth.token', message: 'is missing: expected string' },
    ]);
  });

  it('lists the values a discriminator may have', () => {
    expect(issuesOf({ auth: { type: 'oauth' }, to: 'a' })).toEqual([
      { path: 'auth.type', message: expect.stringContaining("'none' | 'bearer'") },
    ]);
  });

  it('names the field inside the option of a union that fits best', () => {
    expect(issuesOf({ auth: { type: 'none' }, to: [{ address: 1 }] })).toEqual([
      { path: 'to[0].address', message: expect.stringContaining('expected string') },
    ]);
  });

  it('says all that a union takes when nothing fits', () => {
    expect(issuesOf({ auth: { type: 'none' }, to: 3 })).toEqual([
      { path: 'to', message: expect.stringMatching(/expected string.*, or .*expected array/) },
    ]);
  });
});

describe('toPath', () => {
  it('writes a path as one writes it in an expression', () => {
    expect(toPath(['headers', 2, 'a b', 'c'])).toBe('headers[2]["a b"].c');
    expect(toPath([])).toBe('');
  });
});
