import { describe, expect, it } from 'vitest';
import type { TestReport } from '../test-report.ts';
import { renderJsonReport } from './render-json-report.ts';
import { renderJunitReport } from './render-junit-report.ts';
import { renderTextReport } from './render-text-report.ts';

const passed = {
  name: 'pays',
  status: 'passed' as const,
  durationMs: 12,
  instructions: [{ index: 0, type: 'INCREASE_TIME', status: 'passed' as const }],
  instances: [],
  warnings: ['a warning'],
};
const report: TestReport = {
  durationMs: 1500,
  files: [
    {
      file: 'a.test.json',
      problems: [],
      testCases: [
        passed,
        {
          ...passed,
          name: 'declines <"&">\u0000',
          status: 'failed',
          message: 'testCases[1].instructions[0] ASSERT_VARIABLES\nx is 1, not 2 & "3"',
          warnings: [],
          instances: [
            {
              processInstanceKey: '7',
              processId: 'p',
              state: 'ACTIVE',
              path: [{ elementId: 'start', state: 'COMPLETED' }],
              variables: { big: 9007199254740993n },
              incidents: [],
            },
          ],
        },
      ],
    },
    { file: 'b.test.json', problems: [{ path: 'testCases', message: 'is missing' }], testCases: [] },
    { file: 'c.test.json', problems: [], testCases: [] },
  ],
};

describe('renderTextReport', () => {
  it('has a line for each test case, the reasons and the sum', () => {
    expect(renderTextReport(report)).toBe(`a.test.json
  ✓ pays
      warning: a warning
  ✗ declines <"&">\ufffd
      testCases[1].instructions[0] ASSERT_VARIABLES
      x is 1, not 2 & "3"
✗ b.test.json
    testCases is missing
- c.test.json: no test case

1 passed, 2 failed in 3 files (1500 ms)
`);
  });
});

describe('renderJunitReport', () => {
  it('has a suite for each file and escapes what XML does not allow', () => {
    expect(renderJunitReport(report)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="jobwright test" tests="3" failures="2" time="1.500">
  <testsuite name="a.test.json" tests="2" failures="1" time="0.024">
    <testcase name="pays" classname="a.test.json" file="a.test.json" time="0.012" />
    <testcase name="declines &lt;&quot;&amp;&quot;&gt;\ufffd" classname="a.test.json" file="a.test.json" time="0.012">
      <failure message="testCases[1].instructions[0] ASSERT_VARIABLES">testCases[1].instructions[0] ASSERT_VARIABLES&#10;x is 1, not 2 &amp; &quot;3&quot;</failure>
    </testcase>
  </testsuite>
  <testsuite name="b.test.json" tests="1" failures="1" time="0.000">
    <testcase name="b.test.json" classname="b.test.json" file="b.test.json" time="0.000">
      <failure message="testCases is missing">testCases is missing</failure>
    </testcase>
  </testsuite>
  <testsuite name="c.test.json" tests="0" failures="0" time="0.000">
  </testsuite>
</testsuites>
`);
  });
});

describe('renderJsonReport', () => {
  it('holds the counts, the paths taken and every digit', () => {
    const text = renderJsonReport(report);
    expect(text).toContain('"big":9007199254740993');
    expect(JSON.parse(text)).toMatchObject({
      passed: 1,
      failed: 2,
      files: [
        { testCases: [{ status: 'passed' }, { instances: [{ path: [{ elementId: 'start' }] }] }] },
        { problems: [{ path: 'testCases' }] },
        {},
      ],
    });
  });
});
