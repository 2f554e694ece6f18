import type { JsonValue } from '@jobwright/json';
import { describe, expect, it } from 'vitest';
import { buildJsonPatch } from './json-patch.ts';
import { isSameJson, mergePatch } from './merge-patch.ts';

// RFC 7396, appendix A.
const EXAMPLES: readonly (readonly [JsonValue, JsonValue, JsonValue])[] = [
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [
    ['a', 'b'],
    ['c', 'd'],
    ['c', 'd'],
  ],
  [{ a: 'b' }, ['c'], ['c']],
  [{ a: 'foo' }, null, null],
  [{ a: 'foo' }, 'bar', 'bar'],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
];

describe('mergePatch', () => {
  it.each(EXAMPLES)('of %j and %j is %j', (target, patch, result) => {
    expect(mergePatch(target, patch)).toEqual(result);
  });

  it('takes __proto__ as a name like any other', () => {
    const patch = JSON.parse('{"__proto__": {"admin": true}}') as JsonValue;
    const merged = mergePatch({}, patch);
    expect(JSON.stringify(merged)).toBe('{"__proto__":{"admin":true}}');
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });
});

describe('isSameJson', () => {
  it('does not look at the order of members', () => {
    expect(isSameJson({ a: 1, b: [2, { c: 3 }] }, { b: [2, { c: 3 }], a: 1 })).toBe(true);
    expect(isSameJson({ a: 1 }, { a: 1, b: undefined })).toBe(false);
    expect(isSameJson([1, 2], [2, 1])).toBe(false);
    expect(isSameJson(null, {})).toBe(false);
  });
});

describe('toJsonPatch', () => {
  it('adds, replaces and removes, one level down too, with escaped names', () => {
    const from = { a: 1, 'b/c': { '~d': 2, e: 3 }, list: [1], gone: true };
    const to = { a: 1, 'b/c': { '~d': 4, f: null }, list: [1, 2], more: 'x' };
    expect(buildJsonPatch(from, to)).toEqual([
      { op: 'remove', path: '/gone' },
      { op: 'remove', path: '/b~1c/e' },
      { op: 'replace', path: '/b~1c/~0d', value: 4 },
      { op: 'add', path: '/b~1c/f', value: null },
      { op: 'replace', path: '/list', value: [1, 2] },
      { op: 'add', path: '/more', value: 'x' },
    ]);
  });
});
