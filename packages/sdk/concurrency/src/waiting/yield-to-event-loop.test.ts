import { expect, test } from 'vitest';
import { yieldToEventLoop } from './yield-to-event-loop.ts';

test('each gets a round of the event loop of its own, in the order in which they asked', async () => {
  const seen: string[] = [];
  let rounds = 0;
  const count = (): void => {
    rounds += 1;
    if (rounds < 100) setImmediate(count);
  };
  setImmediate(count);
  const roundsSeen: number[] = [];
  const work = async (name: string): Promise<void> => {
    await yieldToEventLoop();
    seen.push(name);
    roundsSeen.push(rounds);
  };
  await Promise.all(['a', 'b', 'c'].map(work));
  expect(seen).toEqual(['a', 'b', 'c']);
  expect(new Set(roundsSeen).size).toBe(3);
});
