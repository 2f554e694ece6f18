import fc from 'fast-check';
import { expect, test } from 'vitest';
import { javaStreams } from '../../testing/java-streams.ts';
import { JavaStreamError } from './java-stream-error.ts';
import { javaToJson } from './java-to-json.ts';
import type { JavaValue } from './java-value.ts';
import { readJavaStream } from './read-java-stream.ts';

const convert = (stream: Buffer) => javaToJson(readJavaStream(stream), { bytes: stream.byteLength });
const read = (name: keyof typeof javaStreams) => convert(Buffer.from(javaStreams[name], 'base64'));

test.each([
  ['string', 'a\u0000b€😀'],
  ['lone', '\ud83dx'],
  ['int', -5],
  ['long', 9223372036854775807n],
  ['short', -3],
  ['byte', -1],
  ['double', 1.5],
  ['nan', 'NaN'],
  ['inf', '-Infinity'],
  ['float', 0.1],
  ['bool', true],
  ['char', 'ä'],
  ['bigint', -12345678901234567890123n],
  ['bigint0', 0],
  ['bigdec', 1.23],
  ['bigdecneg', -0.00123],
  ['bigdecexp', 12000],
  ['bigdeclong', '0.1234567890123456789'],
  ['null', null],
] as const)('reads a single value: %s', (name, value) => {
  expect(read(name)).toBe(value);
});

test.each([
  ['linkedhashmap', { a: 1, b: [1, 'x', null], c: { k: true }, d: 2147483648, self2: { k: true } }],
  ['hashmap', { k: 'v' }],
  ['hashtable', { k: 'v' }],
  ['treemap', { a: 2, b: 1 }],
  ['emptymap', {}],
  ['intkeys', { 1: 'x', 2: 'y' }],
  ['emptymapc', {}],
  ['singletonmap', { k: 'v' }],
  ['unmodmap', { k: 1 }],
  ['mapof', { k: 'v' }],
  ['arraylist', [1, 'a', true]],
  ['linkedlist', [1, 2]],
  ['vector', [1, 2]],
  ['arrays', ['a', 'b']],
  ['singleton', ['a']],
  ['emptylist', []],
  ['unmodlist', [1]],
  ['unmodset', [1]],
  ['listof', ['a', 'b', 'c']],
  ['listof1', ['a']],
  ['setof', ['a']],
  ['streamlist', ['a', null]],
  ['hashset', ['a']],
  ['linkedhashset', [2, 1]],
  ['treeset', [1, 2]],
  ['arraydeque', [1, 2]],
  ['bytes', 'AQL/'],
  ['ints', [1, -2]],
  ['longs', [9007199254740993n]],
  ['doubles', [1.5]],
  ['bools', [true, false]],
  ['chars', 'ab'],
  ['strings', ['a', null]],
  ['objects', [1, 'a', [1]]],
] as const)('reads a collection: %s', (name, value) => {
  expect(read(name)).toEqual(value);
});

test.each([
  ['date', '2025-11-30T08:00:00.123Z'],
  ['localdate', '2026-11-30'],
  ['localdatetime', '2026-11-30T08:00:00.005'],
  ['localdatetime0', '2026-11-30T08:00:00'],
  ['localtime', '08:05:06'],
  ['instant', '2025-11-30T08:00:00.123Z'],
  ['offset', '2026-11-30T08:00:00+02:00'],
  ['zoned', '2026-07-30T08:00:00+02:00'],
  ['duration', 'PT1M30.5S'],
  ['negduration', '-PT1.5S'],
  ['period', 'P1Y2M3D'],
  ['uuid', '123e4567-e89b-12d3-a456-426614174000'],
  ['enum', 'RED'],
] as const)('reads %s as FEEL writes it', (name, value) => {
  expect(read(name)).toBe(value);
});

test.each([
  ['bean', 'Objects of the class Ser$Bean are not read'],
  ['concurrent', 'Objects of the class java.util.concurrent.ConcurrentHashMap are not read'],
  ['nullkey', 'A key that is no text'],
  ['cyclic', 'Nested too deep'],
  ['laughs', 'Too large'],
] as const)('does not read %s', (name, message) => {
  expect(() => read(name)).toThrow(new JavaStreamError(message));
});

const listOf = (items: readonly JavaValue[]): JavaValue => ({
  kind: 'array',
  className: '[Ljava.lang.Object;',
  items: [...items],
});
const bytes: JavaValue = { kind: 'array', className: '[B', items: Array<number>(100_000).fill(1) };
const nest = (inner: JavaValue): JavaValue => {
  let outer = inner;
  for (let level = 0; level < 300; level += 1) outer = listOf([outer]);
  return outer;
};
const nested = nest(null);

test.each([
  ['bytes', 'Too large', listOf(Array<JavaValue>(1_000).fill(bytes))],
  [
    'the name of an enum',
    'Too large',
    listOf(Array<JavaValue>(1_000).fill({ kind: 'enum', name: 'A'.repeat(60_000) })),
  ],
  ['a list', 'Nested too deep', listOf([nested, nest(nested)])],
] as const)('counts %s as often as there are references to it', (_, message, value) => {
  expect(() => javaToJson(value, { bytes: 1_000_000 })).toThrow(new JavaStreamError(message));
});

test('converts what is referred to often once', () => {
  const list = javaToJson(listOf([nested, bytes, nested, bytes]), { bytes: 1_000_000 });
  const [first, text, ...others] = Array.isArray(list) ? list : [];
  expect(text).toBe(Buffer.alloc(100_000, 1).toString('base64'));
  expect(others[0]).toBe(first);
});

/** A list of objects, each of a class whose superclass is that of the object before. */
function streamOfClasses(count: number): Buffer {
  const classOf = (name: string, parent: string): string =>
    `72${Buffer.from([0, name.length]).toString('hex')}${Buffer.from(name).toString('hex')}${'00'.repeat(8)}02000078${parent}`;
  const objects = Array.from({ length: count }, (_, index) => {
    const parent = index === 0 ? '70' : `71${(0x7e0000 + 2 * index).toString(16).padStart(8, '0')}`;
    return `73${classOf('A', parent)}`;
  });
  const length = count.toString(16).padStart(8, '0');
  return Buffer.from(`aced000575${classOf('[Ljava.lang.Object;', '70')}${length}${objects.join('')}`, 'hex');
}

test('does not follow the superclasses of a class without end', () => {
  expect(() => convert(streamOfClasses(50))).toThrow('Objects of the class A are not read');
  expect(() => convert(streamOfClasses(51))).toThrow('A class with too many superclasses');
});

test('reads nothing but the error from a stream that is cut off or changed', () => {
  const streams = Object.entries(javaStreams)
    .filter(([name]) => name !== 'laughs')
    .map(([, text]) => Buffer.from(text, 'base64'));
  const changed = fc.record({
    stream: fc.constantFrom(...streams),
    at: fc.nat(),
    byte: fc.nat({ max: 255 }),
    cutsOff: fc.boolean(),
  });
  fc.assert(
    fc.property(changed, ({ stream, at, byte, cutsOff }) => {
      const bytes = Buffer.from(stream);
      const position = at % bytes.length;
      bytes[position] = byte;
      try {
        convert(cutsOff ? bytes.subarray(0, position) : bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(JavaStreamError);
      }
    }),
    { numRuns: 2_000 },
  );
});
