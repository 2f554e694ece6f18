import { expect, test } from 'vitest';
import { yieldToEventLoop } from './yield-to-event-loop.ts';

test('each has a turn of the event loop for itself, in the order they asked', async () => {
  const seen: string[] = [];
  let rounds = 0;
  const count = (): void => {
    rounds += 1;
    if (rounds < 100) setImmediate(count);
  };
  setImmediate(count);
  const turns: number[] = [];
  const work = async (name: string): Promise<void> => {
    await yieldToEventLoop();
    seen.push(name);
    turns.push(rounds);
  };
  await Promise.all(['a', 'b', 'c'].map(work));
  expect(seen).toEqual(['a', 'b', 'c']);
  expect(new Set(turns).size).toBe(3);
});
