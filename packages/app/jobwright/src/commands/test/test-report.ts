import type { FileProblem, TestCaseResult } from '@jobwright/test-cases';

/** How a test file went. */
export interface FileReport {
  /** As the user would write it. */
  readonly file: string;
  /** Why none of its test cases could run; empty if they ran. */
  readonly problems: readonly FileProblem[];
  readonly testCases: readonly TestCaseResult[];
}

/** How a whole run went. */
export interface TestReport {
  readonly files: readonly FileReport[];
  readonly durationMs: number;
}

/** Counts of a run. */
export interface TestCounts {
  readonly passed: number;
  /** Refused ones and files that could not run included. */
  readonly failed: number;
}

/** Counts the test cases of a run; a file that could not run counts as one that failed. */
export function countTests({ files }: TestReport): TestCounts {
  const all = files.flatMap(({ testCases }) => testCases);
  const passed = all.filter(({ status }) => status === 'passed').length;
  const broken = files.filter(({ problems }) => problems.length > 0).length;
  return { passed, failed: all.length - passed + broken };
}

/** A problem of a file in one line. */
export const renderProblem = ({ path, message }: FileProblem): string =>
  path === '' ? message : `${path} ${message}`;
