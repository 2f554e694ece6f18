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
  /** Of the Java that answers. */
  readonly javaVersion: number;
}

const minAgreement = 99.5;
/** From this release on `\\b` knows ASCII letters alone, as Camunda, which runs on 21, has it. */
const FIRST_WITH_ASCII_BOUNDARIES = 19;
const BOUNDARY = /\\[bB]/;

/** The cases that this Java answers as that of Camunda does. */
function chooseComparable(cases: readonly OracleCase[], javaVersion: number): readonly OracleCase[] {
  if (javaVersion >= FIRST_WITH_ASCII_BOUNDARIES) return cases;
  return cases.filter(({ context, expression }) => {
    const pattern = context?.['pattern'];
    return !BOUNDARY.test(typeof pattern === 'string' ? pattern : expression);
  });
}

export function createSuites({ random, seed, javaVersion }: SuiteOptions): readonly Suite[] {
  const suites: readonly Suite[] = [
    { name: 'written', isFixed: true, minAgreement, cases: singleCases },
    { name: 'combined', isFixed: true, minAgreement, cases: combinedCases },
    { name: 'patterns', isFixed: true, minAgreement, cases: patternCases },
    { name: 'refused patterns', isFixed: true, minAgreement: 0, cases: refusedPatternCases },
    { name: 'random', isFixed: false, minAgreement, cases: createRandomCases({ count: random, seed }) },
  ];
  return suites.map((suite) => ({ ...suite, cases: chooseComparable(suite.cases, javaVersion) }));
}
