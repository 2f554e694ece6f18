import { expect, test } from 'vitest';
import { cacheDirectory } from './cache-directory.ts';

test.each([
  [{ JOBWRIGHT_CACHE: '/mine', XDG_CACHE_HOME: '/xdg' }, '/mine'],
  [{ JOBWRIGHT_CACHE: '', XDG_CACHE_HOME: '/xdg' }, '/xdg/jobwright'],
  [{ XDG_CACHE_HOME: '' }, '/home/me/.cache/jobwright'],
  [{}, '/home/me/.cache/jobwright'],
])('%j is %s', (environment, expected) => {
  expect(cacheDirectory(environment, '/home/me')).toBe(expected);
});
