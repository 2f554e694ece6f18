import { createResourceScope } from '@jobwright/concurrency';
import type { JsonObject } from '@jobwright/json';
import { afterAll, describe, expect, test } from 'vitest';
import { RecordError } from '../record-failure.ts';
import { openValidator } from './validate-record.ts';

const resources = createResourceScope();
afterAll(() => resources.close());
const context = { resources, signal: new AbortController().signal };

async function check(schema: JsonObject, values: JsonObject) {
  try {
    const validate = await openValidator({ schema, context, partial: false });
    return { problems: await validate(values) };
  } catch (error) {
    return { failure: error instanceof RecordError ? error.message : error };
  }
}

const list = Array.from({ length: 40_000 }, (_, index) => ({ a: index, b: { c: [index] } }));
/** Each level asks for the next twice. */
const explosion = {
  $ref: '#/$defs/n0',
  $defs: Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [
      `n${index}`,
      index === 39
        ? { required: ['x'] }
        : { anyOf: [{ $ref: `#/$defs/n${index + 1}` }, { $ref: `#/$defs/n${index + 1}` }] },
    ]),
  ),
};

describe('a schema made to take for ever ends', { timeout: 30_000 }, () => {
  const evil = 'a'.repeat(38);
  test.each([
    [
      'a pattern',
      { properties: { name: { pattern: '^(a+)+$' } } },
      { name: `${evil}!` },
      /name must match pattern/,
    ],
    [
      'a pattern, of a long text',
      { properties: { name: { pattern: '^(a+)+$' } } },
      { name: `${'a'.repeat(200_000)}!` },
      /name must match pattern/,
    ],
    ['a pattern of names', { patternProperties: { '^(a+)+$': false } }, { [`${evil}!`]: 1 }, /^$/],
    ['names that must match', { propertyNames: { pattern: '^(a+)+$' } }, { [`${evil}!`]: 1 }, /the record/],
    [
      'an expression of a format',
      { properties: { site: { format: 'url' } } },
      { site: `http://${'a-'.repeat(50_000)}` },
      /site must match format/,
    ],
  ])('%s', async (_case, schema, values, expected) => {
    const { problems = [] } = await check(schema, values);
    expect(problems.map(({ path, message }) => `${path} ${message}`).join()).toMatch(expected);
  });

  test.each([
    ['items that are all compared', { properties: { list: { uniqueItems: true } } }, { list }],
    ['references that double', explosion, {}],
    [
      'items searched again and again',
      {
        properties: {
          list: {
            allOf: Array.from({ length: 2000 }, (_, index) => ({ contains: { const: { a: -index } } })),
          },
        },
      },
      { list },
    ],
  ])('%s', async (_case, schema, values) => {
    expect((await check(schema, values)).failure).toMatch(
      /^Invalid input: schema: Checking the record took more than (2 seconds|128 MB)|schema/,
    );
  });
});

describe('what is not for a validator is said at once', () => {
  test.each([
    [
      'look-ahead',
      { properties: { password: { pattern: '(?=.*[0-9]).{8,}' } } },
      /pattern \(\?=.*looks ahead/,
    ],
    [
      'look-ahead, in a large schema',
      {
        properties: { password: { pattern: '(?=.*[0-9]).{8,}' } },
        $defs: { filler: { description: 'x'.repeat(20_000) } },
      },
      /pattern \(\?=.*looks ahead/,
    ],
    ['a schema nobody waits for', { $async: true, required: ['name'] }, /\$async/],
    ['a reference elsewhere', { $ref: 'https://example.com/schema' }, /can't resolve reference/],
    ['code', { properties: { name: { format: '"+globalThis.process.exit(1)+"' } } }, /unknown format/],
  ])('%s', async (_case, schema, message) => {
    expect((await check(schema, {})).failure).toMatch(message);
  });
});

test('several patterns are several', async () => {
  const schema = { properties: { a: { pattern: '^a$' }, b: { pattern: '^b$' } } };
  expect(await check(schema, { a: 'a', b: 'b' })).toEqual({ problems: [] });
  expect((await check(schema, { a: 'b', b: 'a' })).problems).toHaveLength(2);
});

test.each([
  ['at once', {}],
  ['in a thread', { $ref: '#/$defs/all', $defs: { all: {} } }],
])('a record is checked %s with the same answer', { timeout: 20_000 }, async (_case, more) => {
  const schema = {
    required: ['name'],
    properties: { id: { type: 'integer' } },
    additionalProperties: false,
    ...more,
  };
  expect(await check(schema, { id: 12345678901234567890n })).toEqual({
    problems: [{ path: 'the record', message: "must have required property 'name'" }],
  });
  expect(await check(schema, { name: 'x' })).toEqual({
    problems: [{ path: 'the record', message: 'must NOT have additional properties: name' }],
  });
});

test('of many problems the first are told', async () => {
  const schema = { required: Array.from({ length: 30 }, (_, index) => `field${index}`) };
  expect((await check(schema, {})).problems).toHaveLength(20);
});
