import type { OracleCase } from './ask-engine.ts';
import { createRandomCases } from './random-expressions.ts';
import { combinedCases, singleCases } from './written-expressions.ts';

/** Cases that are asked together. */
export interface Suite {
  readonly name: string;
  /** Whether the cases are the same in every run: then each difference has to be on the list. */
  readonly isFixed: boolean;
  readonly cases: readonly OracleCase[];
}

export interface SuiteOptions {
  /** How many random expressions. */
  readonly random: number;
  readonly seed: number;
}

export function createSuites({ random, seed }: SuiteOptions): readonly Suite[] {
  return [
    { name: 'written', isFixed: true, cases: singleCases },
    { name: 'combined', isFixed: true, cases: combinedCases },
    { name: 'random', isFixed: false, cases: createRandomCases({ count: random, seed }) },
  ];
}
