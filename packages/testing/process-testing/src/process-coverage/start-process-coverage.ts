import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type CoverageData, listCounts } from './coverage-data.ts';
import { flushCoverage } from './collect-coverage.ts';
import { openCoverageFolder, takeCoverage } from './coverage-files.ts';
import { renderHtml } from './html-report.ts';
import { type CoverageSummary, percentOf, summarizeCoverage } from './summarize-coverage.ts';
import { renderText } from './text-report.ts';

/** The least coverage of a run, in percent; elements and flows count together unless they are named. */
export interface CoverageThresholds {
  /** Of all processes together. */
  readonly total?: number;
  /** Of each process. */
  readonly eachProcess?: number;
  /** Of the elements of all processes. */
  readonly elements?: number;
  /** Of the sequence flows of all processes. */
  readonly flows?: number;
}

/** What is reported, and what fails the run. */
export interface ProcessCoverageOptions {
  /** Default all three; `text` goes to standard output, the others to files of the folder. */
  readonly reports?: readonly ('text' | 'json' | 'html')[];
  /** From the working directory. Default `coverage/processes`. */
  readonly folder?: string;
  /**
   * Coverage below it fails the run. A number is the least coverage of all processes together. Default: none.
   */
  readonly threshold?: number | CoverageThresholds;
  /** Default: standard output. */
  readonly write?: (text: string) => void;
}

/** The coverage of a run, and where it is too low. */
export interface CoverageResult {
  readonly summary: CoverageSummary;
  /** Empty: no threshold is missed. */
  readonly failures: readonly string[];
}

/** Coverage that is being collected. */
export interface ProcessCoverage {
  /** Writes the reports. If a threshold is missed, it says so and sets the exit code of the process to 1. */
  readonly finish: () => CoverageResult;
}

function findFailures(
  { percent: all, elements, flows, processes }: CoverageSummary,
  threshold: number | CoverageThresholds = {},
): readonly string[] {
  const limits = typeof threshold === 'number' ? { total: threshold } : threshold;
  const check = (what: string, actual: number, least: number | undefined): readonly string[] =>
    least !== undefined && actual < least
      ? [`Process coverage of ${what} is ${actual.toFixed(1)} %, the threshold is ${least} %`]
      : [];
  return [
    ...check('all processes', all, limits.total),
    ...check('elements', percentOf(elements), limits.elements),
    ...check('flows', percentOf(flows), limits.flows),
    ...processes.flatMap((process) => check(process.processId, process.percent, limits.eachProcess)),
  ];
}

/**
 * Collects what the process tests of this process and its workers pass, until `finish`. The reporters for
 * vitest and jest call it; for node:test, and for anything else, call it where the run starts.
 * @example
 * import { run } from 'node:test';
 * import { spec } from 'node:test/reporters';
 *
 * const coverage = startProcessCoverage({ threshold: 90 });
 * const lines = run({ files: ['test/order.test.ts'] }).compose(new spec());
 * for await (const line of lines) process.stdout.write(String(line));
 * coverage.finish();
 */
export function startProcessCoverage(options: ProcessCoverageOptions = {}): ProcessCoverage {
  const { reports = ['text', 'json', 'html'], folder = 'coverage/processes', threshold } = options;
  const { write = (text: string) => void process.stdout.write(text) } = options;
  // What ran before is not part of this run.
  flushCoverage();
  const exchange = openCoverageFolder();
  return {
    finish() {
      const data: CoverageData = new Map();
      flushCoverage();
      takeCoverage(exchange, data);
      const counts = listCounts(data);
      const summary = summarizeCoverage(counts);
      const failures = findFailures(summary, threshold);
      const target = resolve(folder);
      if (reports.some((report) => report !== 'text')) mkdirSync(target, { recursive: true });
      if (reports.includes('json'))
        writeFileSync(join(target, 'coverage.json'), `${JSON.stringify(summary, null, 2)}\n`);
      if (reports.includes('html')) writeFileSync(join(target, 'index.html'), renderHtml(summary, counts));
      if (reports.includes('text')) write(`\n${renderText(summary)}\n`);
      for (const failure of failures) write(`${failure}\n`);
      if (failures.length > 0) process.exitCode = 1;
      return { summary, failures };
    },
  };
}
