import type { TestCaseResult } from '@jobwright/test-cases';
import { countTests, type FileReport, renderProblem, type TestReport } from '../test-report.ts';

/** The report in the XML of JUnit, as CI servers read it: a suite for each file. */
export function renderJunitReport(report: TestReport): string {
  const { passed, failed } = countTests(report);
  const attributes = renderAttributes({
    name: 'jobwright test',
    tests: passed + failed,
    failures: failed,
    time: toSeconds(report.durationMs),
  });
  const suites = report.files.map(renderSuite).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${attributes}>\n${suites}</testsuites>\n`;
}

function renderSuite(report: FileReport): string {
  const { file, problems, testCases } = report;
  const { passed, failed } = countTests({ files: [report], durationMs: 0 });
  const durationMs = testCases.reduce((sum, testCase) => sum + testCase.durationMs, 0);
  const attributes = renderAttributes({
    name: file,
    tests: passed + failed,
    failures: failed,
    time: toSeconds(durationMs),
  });
  const cases =
    problems.length > 0
      ? [renderCase({ file, name: file, durationMs: 0, failure: problems.map(renderProblem).join('\n') })]
      : testCases.map((testCase) => renderCase({ ...testCase, file, failure: failureOf(testCase) }));
  return `  <testsuite${attributes}>\n${cases.join('')}  </testsuite>\n`;
}

const failureOf = ({ status, message }: TestCaseResult): string | undefined =>
  status === 'passed' ? undefined : (message ?? status);

interface JunitCase {
  readonly file: string;
  readonly name: string;
  readonly durationMs: number;
  readonly failure: string | undefined;
}

function renderCase({ file, name, durationMs, failure }: JunitCase): string {
  const attributes = renderAttributes({ name, classname: file, file, time: toSeconds(durationMs) });
  if (failure === undefined) return `    <testcase${attributes} />\n`;
  const [message = ''] = failure.split('\n', 1);
  return `    <testcase${attributes}>\n      <failure${renderAttributes({ message })}>${escapeXml(failure)}</failure>\n    </testcase>\n`;
}

const toSeconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);

const renderAttributes = (attributes: Readonly<Record<string, string | number>>): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
};

/** Characters that XML 1.0 does not allow at all. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

const escapeXml = (text: string): string =>
  text
    .replaceAll(FORBIDDEN, '\ufffd')
    .replaceAll(/[&<>"\n]/g, (character) => ENTITIES[character] ?? character);
