import { describe, expect, it } from 'vitest';
import type { BenchmarkReport } from './benchmark.ts';
import { renderReport, renderTable } from './render-report.ts';
import { summarizeReport } from './summarize-report.ts';

const report: BenchmarkReport = {
  subject: 'ours',
  metrics: [
    { name: 'rate', title: 'jobs/s' },
    { name: 'readyMs', title: 'ready ms' },
  ],
  rows: [
    { case: 'drain', contestant: 'ours', values: { rate: 90 } },
    { case: 'drain', contestant: 'theirs', values: { rate: 50 } },
    { case: 'drain', contestant: 'theirs', values: { rate: 40 } },
    { case: 'drain', contestant: 'ours', values: { rate: 110 } },
    { case: 'startup', contestant: 'ours', values: { readyMs: 300 } },
  ],
};

describe('summarizeReport', () => {
  it('gives the rounds of each contestant and the ratio of the medians', () => {
    expect(summarizeReport(report)).toEqual({
      figures: {
        drain: {
          rate: { ours: { min: 90, median: 100, max: 110 }, theirs: { min: 40, median: 45, max: 50 } },
        },
        startup: { readyMs: { ours: { min: 300, median: 300, max: 300 } } },
      },
      ratios: { drain: { rate: { theirs: 2.22 } } },
    });
  });

  it('has no ratios when the subject did not take part, or the other has a zero', () => {
    expect(summarizeReport({ ...report, subject: 'absent' }).ratios).toEqual({});
    const rows = [
      { case: 'drain', contestant: 'ours', values: { rate: 1 } },
      { case: 'drain', contestant: 'theirs', values: { rate: 0 } },
    ];
    expect(summarizeReport({ ...report, rows }).ratios).toEqual({});
  });
});

describe('renderReport', () => {
  it('draws a table a case, with the metrics that it has', () => {
    expect(renderReport(report, summarizeReport(report))).toBe(
      [
        'drain                   jobs/s',
        'ours            90 / 100 / 110',
        'theirs            40 / 45 / 50',
        'ours / theirs             2.22',
        '',
        'startup   ready ms',
        'ours           300',
      ].join('\n'),
    );
  });
});

describe('renderTable', () => {
  it('aligns the first column left and the others right', () => {
    expect(
      renderTable([
        ['', 'x'],
        ['long name', '1'],
        ['a', '100'],
      ]),
    ).toBe(['              x', 'long name     1', 'a           100'].join('\n'));
  });
});
