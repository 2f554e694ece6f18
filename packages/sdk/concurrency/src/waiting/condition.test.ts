import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { createCondition } from './condition.ts';

const timeoutMs = Number.POSITIVE_INFINITY;

test('those who wait go on once what they wait for is true', async () => {
  const condition = createCondition();
  let free = 0;
  const done: string[] = [];
  const wait = async (name: string, needed: number): Promise<void> => {
    if (await condition.waitUntil(() => free >= needed, { timeoutMs })) done.push(name);
  };
  const waits = [wait('one', 1), wait('two', 2)];
  condition.notify();
  free = 1;
  condition.notify();
  await waits[0];
  expect(done).toEqual(['one']);
  free = 2;
  condition.notify();
  await waits[1];
  expect(done).toEqual(['one', 'two']);
});

test('nobody waits for what is true already', async () => {
  expect(await createCondition().waitUntil(() => true, { timeoutMs })).toBe(true);
});

test('the wait ends with its time or its signal, and leaves no listener behind', async () => {
  const condition = createCondition();
  expect(await condition.waitUntil(() => false, { timeoutMs: 1 })).toBe(false);
  const controller = new AbortController();
  const { signal } = controller;
  const waiting = condition.waitUntil(() => false, { timeoutMs, signal });
  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
  controller.abort();
  expect(await waiting).toBe(false);
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  expect(await condition.waitUntil(() => true, { timeoutMs, signal })).toBe(false);
});
