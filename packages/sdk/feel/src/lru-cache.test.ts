import { expect, test, vi } from 'vitest';
import { LruCache } from './lru-cache.ts';

test('makes a value once and forgets what was not used for longest', () => {
  const cache = new LruCache<string>(2);
  const create = vi.fn((key: string) => key.toUpperCase());
  const get = (key: string) => cache.getOrCreate(key, () => create(key));
  expect(['a', 'b', 'a', 'c', 'a', 'b'].map(get)).toEqual(['A', 'B', 'A', 'C', 'A', 'B']);
  expect(create.mock.calls.flat()).toEqual(['a', 'b', 'c', 'b']);
  expect(cache.size).toBe(2);
});

test('what cannot be made is not kept', () => {
  const cache = new LruCache<string>(2);
  const fail = () => {
    throw new Error('no');
  };
  expect(() => cache.getOrCreate('a', fail)).toThrow('no');
  expect(cache.getOrCreate('a', () => 'now')).toBe('now');
});
