import fc from 'fast-check';
import { isJsonObject, type JsonValue, parseJson, stringifyJson } from '@jobwright/json';
import { describe, expect, test } from 'vitest';
import type { EngineVariable, EngineVariables } from '../engine/engine-variable.ts';
import { javaStreams } from '../testing/java-streams.ts';
import { readVariables } from './read-variables.ts';
import { writeVariables } from './write-variables.ts';

const plain = { json: false, maxTextCharacters: 4_000 } as const;
const withJson = { ...plain, json: true } as const;

const task = (variables: EngineVariables) => ({
  variables,
  processInstanceId: 'instance-1',
  executionId: 'execution-1',
});
const read = (variable: EngineVariable): unknown => readVariables(task({ v: variable })).variables['v'];

function write(
  value: JsonValue,
  { types = plain, known }: { types?: typeof plain | typeof withJson; known?: EngineVariable } = {},
) {
  const written = writeVariables(stringifyJson({ v: value }), { types, known: known ? { v: known } : {} });
  if (written.kind === 'refused') return written.reason;
  return written.variables['v'] ?? written.uploads[0];
}

const javaObject = (stream: keyof typeof javaStreams, objectTypeName: string): EngineVariable => ({
  type: 'Object',
  value: javaStreams[stream],
  valueInfo: { objectTypeName, serializationDataFormat: 'application/x-java-serialized-object' },
});
const jsonObject = (value: string, objectTypeName: string): EngineVariable => ({
  type: 'Object',
  value,
  valueInfo: { objectTypeName, serializationDataFormat: 'application/json' },
});

describe('a variable of the engine is read', () => {
  test.each<[string, EngineVariable, unknown]>([
    ['String', { type: 'String', value: '=1+1' }, '=1+1'],
    ['Boolean', { type: 'Boolean', value: true }, true],
    ['Short', { type: 'Short', value: 1 }, 1],
    ['Integer', { type: 'Integer', value: -1 }, -1],
    ['Long', { type: 'Long', value: 9223372036854775807n }, 9223372036854775807n],
    ['Double', { type: 'Double', value: 1.5 }, 1.5],
    ['a Double that is not a number', { type: 'Double', value: 'NaN' }, 'NaN'],
    ['Null', { type: 'Null', value: null }, null],
    ['Bytes', { type: 'Bytes', value: 'AQID' }, 'AQID'],
    ['Xml', { type: 'Xml', value: '<a/>' }, '<a/>'],
    [
      'Json',
      { type: 'Json', value: '{"n":9223372036854775807,"d":1e400}' },
      { n: 9223372036854775807n, d: '1e400' },
    ],
    ['Json that is not JSON', { type: 'Json', value: '{bad' }, '{bad'],
    ['Json null', { type: 'Json', value: null }, null],
    ['Date', { type: 'Date', value: '2026-11-30T08:00:00.123+0200' }, '2026-11-30T08:00:00.123+02:00'],
    ['Date in UTC', { type: 'Date', value: '2026-11-30T06:00:00.000+0000' }, '2026-11-30T06:00:00Z'],
    ['an object as JSON', jsonObject('{"a":[1]}', 'com.acme.Order'), { a: [1] }],
    ['a Java map', javaObject('hashmap', 'java.util.HashMap'), { k: 'v' }],
    ['a long text', javaObject('string', 'java.lang.String'), 'a\u0000b€😀'],
    ['a type of a plugin', { type: 'acme', value: { a: 1 } }, { a: 1 }],
  ])('%s', (_, variable, value) => {
    expect(read(variable)).toEqual(value);
  });

  test('a file is a reference to a document', () => {
    const file = { type: 'File', value: null, valueInfo: { filename: 'ä.pdf', mimeType: 'application/pdf' } };
    const stored = `jobwright-document-${crypto.randomUUID()}`;
    expect(readVariables(task({ 'a/b': file, [stored]: file })).variables).toEqual({
      'a/b': {
        'camunda.document.type': 'camunda',
        storeId: 'process-engine',
        documentId: 'instance-1/execution-1/a%2Fb',
        metadata: { contentType: 'application/pdf', fileName: 'ä.pdf' },
      },
    });
  });

  test('an object of an unknown class is left for the engine', () => {
    const { variables, unread } = readVariables(task({ order: javaObject('bean', 'com.acme.Order') }));
    expect(variables).toEqual({});
    expect([...unread]).toEqual([['order', 'com.acme.Order']]);
  });
});

describe('a value is written', () => {
  test.each<[string, JsonValue, object]>([
    ['a boolean', true, { type: 'Boolean', value: true }],
    ['null', null, { type: 'Null', value: null }],
    ['an integer', 2147483647, { type: 'Integer', value: 2147483647 }],
    ['a larger one', 2147483648, { type: 'Long', value: 2147483648 }],
    ['the largest of 64 bits', 9223372036854775807n, { type: 'Long', value: 9223372036854775807n }],
    ['a larger one still', 9223372036854775808n, { value: 9223372036854775808n }],
    ['a fraction', 0.1, { type: 'Double', value: 0.1 }],
    ['a large number', 1e300, { type: 'Double', value: 1e300 }],
    ['a text', '2026-11-30T08:00:00Z', { type: 'String', value: '2026-11-30T08:00:00Z' }],
  ])('%s, whatever the engine', (_, value, variable) => {
    expect(write(value)).toEqual(variable);
    expect(write(value, { types: withJson })).toEqual(variable);
  });

  test('a structure as Json where the engine knows it, else as an object of its own', () => {
    expect(write({ a: [1] }, { types: withJson })).toEqual({ type: 'Json', value: '{"a":[1]}' });
    expect(write({ a: [1] })).toEqual({ value: { a: [1] } });
  });

  test.each([
    ['long', 'x'.repeat(4_001)],
    ['with a character that databases refuse', 'a\0b'],
    ['with half a character', '\ud83d'],
  ])('a text that is %s by a way that keeps it', (_, text) => {
    expect(write(text)).toEqual({ kind: 'longText', name: 'v', text });
    expect(write(text, { types: withJson })).toEqual(jsonObject(JSON.stringify(text), 'java.lang.String'));
  });

  test.each<[string, JsonValue, EngineVariable, object]>([
    [
      'Date',
      '2026-11-30T08:00:00.5+02:00',
      { type: 'Date', value: null },
      { type: 'Date', value: '2026-11-30T06:00:00.500+0000' },
    ],
    [
      'Date: not with more digits',
      '2026-11-30T08:00:00.0001Z',
      { type: 'Date', value: null },
      { type: 'String', value: '2026-11-30T08:00:00.0001Z' },
    ],
    [
      'Date: not a local one',
      '2026-11-30T08:00:00',
      { type: 'Date', value: null },
      { type: 'String', value: '2026-11-30T08:00:00' },
    ],
    ['Double', 1, { type: 'Double', value: 1.5 }, { type: 'Double', value: 1 }],
    ['Long', 1, { type: 'Long', value: 5 }, { type: 'Long', value: 1 }],
    ['Short', 1, { type: 'Short', value: 5 }, { type: 'Short', value: 1 }],
    ['Short: not a larger one', 40000, { type: 'Short', value: 5 }, { type: 'Integer', value: 40000 }],
    ['Bytes', 'AQID', { type: 'Bytes', value: 'AA==' }, { type: 'Bytes', value: 'AQID' }],
    [
      'Bytes: not another text',
      'hello',
      { type: 'Bytes', value: 'AA==' },
      { type: 'String', value: 'hello' },
    ],
    ['Xml', '<b/>', { type: 'Xml', value: '<a/>' }, { type: 'Xml', value: '<b/>' }],
    ['Json', 'text', { type: 'Json', value: '1' }, { type: 'Json', value: '"text"' }],
    ['Java map', { a: 1 }, javaObject('hashmap', 'java.util.HashMap'), { value: { a: 1 } }],
    ['JSON list', [1], jsonObject('[]', 'java.util.ArrayList'), jsonObject('[1]', 'java.util.ArrayList')],
    [
      'JSON list: not a map',
      { a: 1 },
      jsonObject('[]', 'java.util.ArrayList'),
      { type: 'Json', value: '{"a":1}' },
    ],
    [
      'JSON of a class: not any value',
      { a: 1 },
      jsonObject('{}', 'com.acme.Order'),
      { type: 'Json', value: '{"a":1}' },
    ],
  ])('keeps the type %s', (_, value, known, variable) => {
    expect(write(value, { types: withJson, known })).toEqual(variable);
  });

  test('a document of the engine becomes a file, another one stays a reference', () => {
    const document = {
      'camunda.document.type': 'camunda',
      storeId: 'process-engine',
      documentId: 'instance-1/report',
      metadata: {},
    };
    expect(write(document)).toEqual({ kind: 'file', name: 'v', document, isOnlyUse: true });
    const other = { ...document, storeId: 'in-memory' };
    expect(write(other)).toEqual({ value: other });
    expect(write([document])).toEqual({ value: [document] });
  });

  test('what the engine would refuse is found before it is sent', () => {
    const deep: JsonValue = parseJson(`${'['.repeat(201)}${']'.repeat(201)}`);
    expect(write(deep)).toContain('nested deeper than the 200 levels');
    const named = writeVariables(stringifyJson({ ['x'.repeat(256)]: 1 }), { types: plain, known: {} });
    expect(named).toMatchObject({ kind: 'refused', reason: expect.stringContaining('256 characters') });
    const inPath = writeVariables(stringifyJson({ 'a/b': 'x'.repeat(5_000) }), { types: plain, known: {} });
    expect(inPath).toMatchObject({ kind: 'refused', reason: expect.stringContaining('without slashes') });
    const json = writeVariables(stringifyJson({ 'a/b': 'x'.repeat(5_000) }), { types: withJson, known: {} });
    expect(json).toMatchObject({ kind: 'written', uploads: [] });
  });
});

/** What the engine gives back of what it was given. */
function keep(written: ReturnType<typeof writeVariables>): EngineVariables {
  if (written.kind === 'refused') throw new Error(written.reason);
  const kept = Object.entries(written.variables).map(([name, { type, value, valueInfo }]) => {
    const variable =
      type === undefined
        ? jsonObject(stringifyJson(value), 'x')
        : { type, value, ...(valueInfo && { valueInfo }) };
    return [name, variable] as const;
  });
  const texts = written.uploads.map((upload) => {
    if (upload.kind !== 'longText') throw new Error('a file');
    return [upload.name, jsonObject(JSON.stringify(upload.text), 'java.lang.String')] as const;
  });
  return Object.fromEntries([...kept, ...texts]);
}

const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)),
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map((value) => parseJson(String(value))),
);
const { value: json } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    number,
    fc.string({ unit: 'binary' }),
    fc.array(tie('value')),
    fc.dictionary(fc.string(), tie('value')),
  ),
}));

test.each([plain, withJson])('any value comes back the same, with Json: $json', (types) => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ maxLength: 200 }), json), (outputs) => {
      const text = stringifyJson(outputs);
      const written = writeVariables(text, { types, known: {} });
      if (written.kind === 'refused') {
        expect(Object.keys(outputs).join('')).toMatch(/[/\\]/);
        expect(written.reason).toContain('without slashes');
        return;
      }
      const first = keep(written);
      const { variables } = readVariables(task(first));
      expect(variables).toEqual(parseJson(text));
      expect(isJsonObject(variables)).toBe(true);
      // Written over what is there, nothing changes either.
      expect(readVariables(task(keep(writeVariables(text, { types, known: first })))).variables).toEqual(
        variables,
      );
    }),
    { numRuns: 300 },
  );
});
