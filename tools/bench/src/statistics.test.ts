import { describe, expect, it } from 'vitest';
import { median, quantile, rotate, roundFigure, summarize } from './statistics.ts';

describe('quantile', () => {
  it('interpolates between neighbours, whatever the order', () => {
    expect(quantile([40, 10, 30, 20], 0.5)).toBe(25);
    expect(quantile([1, 2, 3, 4, 5], 0.99)).toBeCloseTo(4.96);
    expect(quantile([7], 0.99)).toBe(7);
  });

  it('leaves the values as they were', () => {
    const values = [3, 1, 2];
    expect(median(values)).toBe(2);
    expect(values).toEqual([3, 1, 2]);
  });

  it('is NaN of nothing', () => {
    expect(quantile([], 0.5)).toBeNaN();
  });
});

describe('summarize', () => {
  it('gives least, median and greatest', () => {
    expect(summarize([5, 1, 9])).toEqual({ min: 1, median: 5, max: 9 });
  });
});

describe('roundFigure', () => {
  it.each([
    [1234.56, 1235],
    [583.4, 583],
    [13.44, 13.4],
    [0.65432, 0.654],
    [0, 0],
    [-2.345, -2.35],
  ])('makes %d %d', (value, expected) => {
    expect(roundFigure(value)).toBe(expected);
  });
});

describe('rotate', () => {
  it('puts another contestant first in every round', () => {
    expect([0, 1, 2, 3].map((round) => rotate(['a', 'b', 'c'], round).join(''))).toEqual([
      'abc',
      'bca',
      'cab',
      'abc',
    ]);
  });
});
