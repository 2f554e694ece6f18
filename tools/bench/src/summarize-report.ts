import type { BenchmarkReport } from './benchmark.ts';
import { roundFigure, summarize, type Summary } from './statistics.ts';

/** By case, metric and contestant. */
type ByCase<Value> = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Value>>>>>>;

export interface ReportSummary {
  readonly figures: ByCase<Summary>;
  /** The subject's median divided by that of each other contestant. */
  readonly ratios: ByCase<number>;
}

export function summarizeReport({ subject, metrics, rows }: BenchmarkReport): ReportSummary {
  const figures: Record<string, Record<string, Record<string, Summary>>> = {};
  const ratios: Record<string, Record<string, Record<string, number>>> = {};
  for (const name of distinct(rows.map((row) => row.case))) {
    const ofCase = rows.filter((row) => row.case === name);
    for (const metric of metrics) {
      const summaries = summarizeMetric(ofCase, metric.name);
      if (Object.keys(summaries).length === 0) continue;
      (figures[name] ??= {})[metric.name] = summaries;
      const compared = compareTo(subject, summaries);
      if (Object.keys(compared).length > 0) (ratios[name] ??= {})[metric.name] = compared;
    }
  }
  return { figures, ratios };
}

function summarizeMetric(rows: BenchmarkReport['rows'], metric: string): Record<string, Summary> {
  const summaries: Record<string, Summary> = {};
  for (const contestant of distinct(rows.map((row) => row.contestant))) {
    const values = rows
      .filter((row) => row.contestant === contestant)
      .flatMap((row) => row.values[metric] ?? []);
    if (values.length === 0) continue;
    const { min, median, max } = summarize(values);
    summaries[contestant] = { min: roundFigure(min), median: roundFigure(median), max: roundFigure(max) };
  }
  return summaries;
}

function compareTo(
  subject: string,
  summaries: Readonly<Record<string, Summary>>,
): Readonly<Record<string, number>> {
  const own = summaries[subject];
  if (own === undefined) return {};
  const others = Object.entries(summaries).filter(([name, { median }]) => name !== subject && median !== 0);
  return Object.fromEntries(others.map(([name, { median }]) => [name, roundFigure(own.median / median)]));
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
