import { expect, test } from 'vitest';
import { createSuites } from './suites.ts';

const count = (javaVersion: number): number =>
  createSuites({ random: 10, seed: 1, javaVersion })
    .flatMap(({ cases }) => cases)
    .filter(({ context }) => /\\[bB]/.test(String(context?.['pattern']))).length;

test('word boundaries are compared where Java knows them as that of Camunda does', () => {
  expect(count(21)).toBeGreaterThan(100);
  expect(count(25)).toBe(count(21));
  expect(count(17)).toBe(0);
});

test('all else is compared on every Java', () => {
  const sizes = (javaVersion: number) =>
    createSuites({ random: 10, seed: 1, javaVersion }).map(({ name, cases }) => [name, cases.length]);
  const withoutPatterns = (all: unknown[][]) => all.filter(([name]) => !String(name).includes('patterns'));
  expect(withoutPatterns(sizes(17))).toEqual(withoutPatterns(sizes(21)));
});
