import { expect, it } from 'vitest';
import { findDifferences } from './testing/find-differences.ts';

it.each(Array.from({ length: 12 }, (_, index) => 61 + index * 20))(
  'random processes do what they mean, lose and double no token, and go on from a snapshot: from seed %i',
  async (first) => {
    expect(await findDifferences({ first, count: 20 })).toEqual([]);
  },
);
