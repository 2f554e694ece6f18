import { expect, test, vi } from 'vitest';
import { createLruCache } from './lru-cache.ts';

test('forgets what was not used for longest, and says so', () => {
  const onEvict = vi.fn();
  const cache = createLruCache<number>({ maxEntries: 2, onEvict });
  cache.set('a', 1);
  cache.set('b', 2);
  expect(cache.get('a')).toBe(1);
  cache.set('c', 3);
  expect(cache.get('b')).toBeUndefined();
  expect(onEvict.mock.calls).toEqual([['b', 2]]);
  expect(cache.peek('a')).toBe(1);
  cache.set('d', 4);
  expect([cache.peek('a'), cache.peek('c'), cache.size]).toEqual([undefined, 3, 2]);
});

test('is bounded by weight; what was put in last stays, however heavy', () => {
  const cache = createLruCache<string>({ maxWeight: 10 });
  cache.set('a', 'x', { weight: 6 });
  cache.set('a', 'y', { weight: 5 });
  cache.set('b', 'z', { weight: 5 });
  expect(cache.size).toBe(2);
  cache.set('c', 'heavy', { weight: 100 });
  expect([cache.size, cache.get('c')]).toEqual([1, 'heavy']);
  expect(cache.delete('c')).toBe(true);
  expect(cache.delete('c')).toBe(false);
  cache.set('a', 'x', { weight: 10 });
  expect(cache.get('a')).toBe('x');
});

test('an entry is gone when its time is over', () => {
  const cache = createLruCache<string>({});
  cache.set('gone', 'x', { ttlMs: 0 });
  cache.set('kept', 'x', { ttlMs: 60_000 });
  expect([cache.get('gone'), cache.peek('gone'), cache.get('kept'), cache.size]).toEqual([
    undefined,
    undefined,
    'x',
    1,
  ]);
});

test('makes a value once, and keeps none that cannot be made', () => {
  const cache = createLruCache<string>({ maxEntries: 2 });
  const create = vi.fn((key: string) => key.toUpperCase());
  const get = (key: string) => cache.getOrCreate(key, () => create(key));
  expect(['a', 'b', 'a', 'c', 'a', 'b'].map(get)).toEqual(['A', 'B', 'A', 'C', 'A', 'B']);
  expect(create.mock.calls.flat()).toEqual(['a', 'b', 'c', 'b']);
  const fail = () => {
    throw new Error('no');
  };
  expect(() => cache.getOrCreate('d', fail)).toThrow('no');
  cache.clear();
  expect([cache.size, cache.get('a')]).toEqual([0, undefined]);
});
