import { expect, test } from 'vitest';
import { createWindowMax } from './window-max.ts';

test('the largest of the last one to two windows, for each set of labels', () => {
  let time = 0;
  const max = createWindowMax<{ readonly type: string }>(60, () => time);
  max.observe({ type: 'a' }, 3);
  max.observe({ type: 'a' }, 1);
  max.observe({ type: 'b' }, 2);
  const read = () => max.read().map((entry) => `${entry.labels.type} ${entry.max}`);
  expect(read()).toEqual(['a 3', 'b 2']);
  time = 70;
  max.observe({ type: 'a' }, 1);
  expect(read()).toEqual(['a 3', 'b 2']);
  time = 140;
  expect(read()).toEqual(['a 1', 'b 0']);
  time = 1_000;
  expect(read()).toEqual(['a 0', 'b 0']);
});
