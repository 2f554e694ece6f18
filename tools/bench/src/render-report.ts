import type { BenchmarkReport } from './benchmark.ts';
import type { Summary } from './statistics.ts';
import type { ReportSummary } from './summarize-report.ts';

/**
 * A table a case: min / median / max of the rounds, then the subject's medians divided by those of the
 * others.
 */
export function renderReport(report: BenchmarkReport, { figures, ratios }: ReportSummary): string {
  return Object.entries(figures)
    .map(([name, ofCase]) => {
      const metrics = report.metrics.filter((metric) => ofCase[metric.name] !== undefined);
      const contestants = distinct(
        report.rows.filter((row) => row.case === name).map((row) => row.contestant),
      );
      const renderRow = (label: string, cell: (metric: string) => string) => [
        label,
        ...metrics.map((metric) => cell(metric.name)),
      ];
      const ofContestant = contestants.map((contestant) =>
        renderRow(contestant, (metric) => renderSummary(ofCase[metric]?.[contestant])),
      );
      const others = contestants.filter((contestant) => contestant !== report.subject);
      const compared = others.map((other) =>
        renderRow(`${report.subject} / ${other}`, (metric) => renderRatio(ratios[name]?.[metric]?.[other])),
      );
      return renderTable([
        [name, ...metrics.map((metric) => metric.title)],
        ...ofContestant,
        ...(ratios[name] === undefined ? [] : compared),
      ]);
    })
    .join('\n\n');
}

export function renderTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) => {
      const cells = row.map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      });
      return cells.join('   ').trimEnd();
    })
    .join('\n');
}

function renderSummary(summary: Summary | undefined): string {
  if (summary === undefined) return '';
  const { min, median, max } = summary;
  return min === max ? String(median) : `${min} / ${median} / ${max}`;
}

function renderRatio(ratio: number | undefined): string {
  return ratio === undefined ? '' : ratio.toFixed(2);
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
