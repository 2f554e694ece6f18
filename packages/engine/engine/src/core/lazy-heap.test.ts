import { describe, expect, it } from 'vitest';

import { createLazyHeap } from './lazy-heap.ts';

const createNumbers = (dead = new Set<number>()) =>
  createLazyHeap<number>({
    isBefore: (first, second) => first < second,
    isLive: (entry) => !dead.has(entry),
  });

describe('a lazy heap', () => {
  it('gives its entries in order, whatever order they came in', () => {
    const heap = createNumbers();
    const entries = Array.from({ length: 500 }, (_, index) => (index * 7919) % 500);
    for (const entry of entries) heap.push(entry);
    const out = Array.from({ length: 501 }, () => heap.pop());
    expect(out).toEqual([...entries.sort((first, second) => first - second), undefined]);
  });

  it('passes dead entries over', () => {
    const heap = createNumbers(new Set([1, 3]));
    for (const entry of [3, 1, 2, 4]) heap.push(entry);
    expect([heap.peek(), heap.pop(), heap.pop(), heap.pop()]).toEqual([2, 2, 4, undefined]);
  });

  it('sweeps dead entries before they are more than its live ones', () => {
    const dead = new Set<number>();
    const heap = createNumbers(dead);
    heap.push(-1);
    for (let entry = 0; entry < 10_000; entry += 1) {
      heap.push(entry);
      dead.add(entry);
      heap.noteDead();
    }
    expect(heap.size()).toBeLessThan(200);
    expect([heap.pop(), heap.pop()]).toEqual([-1, undefined]);
  });
});
