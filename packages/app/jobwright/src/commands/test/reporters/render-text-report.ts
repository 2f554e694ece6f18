import type { TestCaseResult } from '@jobwright/test-cases';
import { countTests, type FileReport, renderProblem, type TestReport } from '../test-report.ts';

/** The report for people: a line for each test case, below it why it failed, and the sum at the end. */
export function renderTextReport(report: TestReport): string {
  const { passed, failed } = countTests(report);
  const parts = [`${passed} passed`, ...(failed > 0 ? [`${failed} failed`] : [])];
  const files = report.files.length === 1 ? '1 file' : `${report.files.length} files`;
  const sum = `${parts.join(', ')} in ${files} (${Math.round(report.durationMs)} ms)`;
  const lines = report.files.flatMap(renderFile).map(cleanLine);
  return `${lines.join('\n')}\n\n${sum}\n`;
}

/** What comes from files and processes must not steer the terminal. */
const cleanLine = (line: string): string => line.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, '\ufffd');

function renderFile({ file, problems, testCases }: FileReport): readonly string[] {
  if (problems.length > 0) {
    return [`✗ ${file}`, ...problems.map((problem) => `    ${renderProblem(problem)}`)];
  }
  if (testCases.length === 0) return [`- ${file}: no test case`];
  return [file, ...testCases.flatMap(renderTestCase)];
}

function renderTestCase(testCase: TestCaseResult): readonly string[] {
  const warnings = testCase.warnings.map((warning) => `      warning: ${warning}`);
  if (testCase.status === 'passed') return [`  ✓ ${testCase.name}`, ...warnings];
  const lines = (testCase.message ?? testCase.status).split('\n').map((line) => `      ${line}`.trimEnd());
  return [`  ✗ ${testCase.name}`, ...lines, ...warnings];
}
