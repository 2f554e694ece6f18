import type { ProcessTestOptions } from '@jobwright/process-testing';
import type { TestCasesFile } from '../format/test-cases-file.schema.ts';
import type { TestCaseResult, TestCasesResult } from './results.ts';
import { runTestCase } from './run-test-case.ts';

/** What test cases run with. */
export interface RunTestCasesOptions extends Pick<
  ProcessTestOptions,
  'connectors' | 'runtime' | 'secrets' | 'startTime'
> {
  /** BPMN, DMN and form files, deployed before each test case. */
  readonly resources: readonly { readonly name: string; readonly content: string }[];
  /** Only test cases with this text in their name, in any case. */
  readonly filter?: string;
  /**
   * How long an instruction may wait, in milliseconds: by the clock of the engine, and for real while
   * connectors are at work. Default 10,000.
   */
  readonly timeoutMs?: number;
  /** How many test cases run at a time. Default 4. */
  readonly maxParallel?: number;
  /** Ends the run; test cases that did not end fail. */
  readonly signal?: AbortSignal;
  /** Called whenever a test case has ended. */
  readonly onProgress?: (progress: TestCasesProgress) => void;
}

/** How far a run is. */
export interface TestCasesProgress {
  readonly done: number;
  readonly total: number;
  /** Of the test case that ended. */
  readonly name: string;
}

const TIMEOUT_MS = 10_000;
const MAX_PARALLEL = 4;

/**
 * Runs the test cases of a file, each on an engine of its own. Never throws for what a test case does: it is
 * in the result.
 */
export async function runTestCases(
  { testCases }: TestCasesFile,
  options: RunTestCasesOptions,
): Promise<TestCasesResult> {
  const { resources, filter = '', timeoutMs = TIMEOUT_MS, maxParallel = MAX_PARALLEL } = options;
  const { connectors, runtime, secrets, startTime, signal, onProgress } = options;
  const chosen = testCases
    .map((testCase, index) => ({ testCase, index }))
    .filter(({ testCase }) => testCase.name.toLowerCase().includes(filter.toLowerCase()));
  const test = {
    ...(connectors && { connectors }),
    ...(runtime && { runtime }),
    ...(secrets && { secrets }),
    ...(startTime !== undefined && { startTime }),
  };
  const results = new Map<number, TestCaseResult>();
  const waiting = chosen.values();
  const work = async (): Promise<void> => {
    for (const { testCase, index } of waiting) {
      const result = await runTestCase(testCase, {
        index,
        test,
        resources,
        timeoutMs,
        ...(signal && { signal }),
      });
      results.set(index, result);
      onProgress?.({ done: results.size, total: chosen.length, name: testCase.name });
    }
  };
  await Promise.all(Array.from({ length: Math.min(maxParallel, chosen.length) }, work));
  return { testCases: chosen.flatMap(({ index }) => results.get(index) ?? []) };
}
