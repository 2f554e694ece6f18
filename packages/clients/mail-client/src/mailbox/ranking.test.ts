import { expect, it } from 'vitest';
import { createRanking } from './ranking.ts';

it.each(['ASC', 'DESC'] as const)(
  'keeps the first few, %s, equals in the order in which they came',
  (order) => {
    const values = [3, 1, 2, 3, 1, Number.NEGATIVE_INFINITY, 2, 1];
    const sorted = values
      .map((value, index) => ({ value, index }))
      .sort((one, other) => (order === 'ASC' ? one.value - other.value : other.value - one.value))
      .map(({ index }) => index);
    for (const limit of [1, 3, 8, 100]) {
      const ranking = createRanking<number>({ limit, order });
      values.forEach((value, index) => ranking.add(value, index));
      expect(ranking.list()).toEqual(sorted.slice(0, limit));
    }
  },
);
