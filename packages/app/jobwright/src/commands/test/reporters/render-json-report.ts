import { stringifyJson } from '@jobwright/json';
import { countTests, type TestReport } from '../test-report.ts';

/** The report as JSON for other programs. */
export function renderJsonReport(report: TestReport): string {
  return `${stringifyJson({ ...countTests(report), ...report })}\n`;
}
