import type { OracleCase } from './ask-engine.ts';
import { patternCases, refusedPatternCases } from './pattern-expressions.ts';
import { createRandomCases } from './random-expressions.ts';
import { combinedCases, singleCases } from './written-expressions.ts';

/** Cases that are asked together. */
export interface Suite {
  readonly name: string;
  /** Whether the cases are the same in every run: then each difference has to be on the list. */
  readonly isFixed: boolean;
  /** The share that has to agree at least, in percent. */
  readonly minAgreement: number;
  readonly cases: readonly OracleCase[];
}

export interface SuiteOptions {
  /** How many random expressions. */
  readonly random: number;
  readonly seed: number;
}

const minAgreement = 99.5;

export function createSuites({ random, seed }: SuiteOptions): readonly Suite[] {
  return [
    { name: 'written', isFixed: true, minAgreement, cases: singleCases },
    { name: 'combined', isFixed: true, minAgreement, cases: combinedCases },
    { name: 'patterns', isFixed: true, minAgreement, cases: patternCases },
    { name: 'refused patterns', isFixed: true, minAgreement: 0, cases: refusedPatternCases },
    { name: 'random', isFixed: false, minAgreement, cases: createRandomCases({ count: random, seed }) },
  ];
}
