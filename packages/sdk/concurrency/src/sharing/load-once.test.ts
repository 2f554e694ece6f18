import { expect, it } from 'vitest';
import { loadOnce } from './load-once.ts';

it('loads with the first call, and once for all', async () => {
  let loads = 0;
  const load = loadOnce(() => Promise.resolve({ number: ++loads }));
  expect(loads).toBe(0);
  const [first, second] = await Promise.all([load(), load()]);
  expect([first.number, (await load()).number]).toEqual([1, 1]);
  expect(second).toBe(first);
});
