import { arch, cpus, loadavg, platform, release } from 'node:os';
import type { Benchmark, BenchmarkContext } from '../benchmark.ts';
import { renderReport } from '../render-report.ts';
import { summarizeReport } from '../summarize-report.ts';
import { compareRatios, type ComparedRatio, findRepeated, renderCompared } from './compare-ratios.ts';
import type { KeptRatio } from './kept-ratio.ts';
import type { PlannedBenchmark } from './plan.ts';
import type { MeasuredBenchmark } from './render-page.ts';

export interface RunAllOptions {
  readonly planned: readonly PlannedBenchmark[];
  readonly benchmarks: Readonly<Record<string, Benchmark>>;
  readonly kept: readonly KeptRatio[];
  readonly isShort: boolean;
  readonly context: BenchmarkContext;
  /** Takes what goes to standard output. */
  readonly write: (text: string) => void;
}

/**
 * Runs the planned benchmarks one after the other and compares their ratios with the kept ones. One whose
 * ratios are worse is run again.
 * @throws Error that lists the ratios that were worse twice in a row
 */
export async function runAll(options: RunAllOptions): Promise<readonly MeasuredBenchmark[]> {
  const { planned, isShort, context, write } = options;
  const measured: MeasuredBenchmark[] = [];
  const repeated: ComparedRatio[] = [];
  for (const one of planned) {
    if (isShort && one.short === undefined) continue;
    context.log(`${one.name}; load of the machine ${loadavg()[0]?.toFixed(1)}`);
    const first = await runOne(one, options);
    measured.push(first.measured);
    if (first.compared.every(({ verdict }) => verdict === 'ok')) continue;
    context.log(`${one.name}: worse than what is kept; once more`);
    const second = await runOne(one, options);
    repeated.push(...findRepeated(first.compared, second.compared));
  }
  if (repeated.length === 0) return measured;
  const lines = renderCompared(repeated);
  write(`\nWorse than two thirds of what is kept, twice in a row:\n${lines}`);
  throw new Error(`${repeated.length} kept ratios were not reached twice in a row`);
}

async function runOne(
  { name, full, short }: PlannedBenchmark,
  { benchmarks, kept, isShort, context, write }: RunAllOptions,
): Promise<{ readonly measured: MeasuredBenchmark; readonly compared: readonly ComparedRatio[] }> {
  const args = isShort ? (short ?? []) : full;
  const benchmark = benchmarks[name];
  if (benchmark === undefined) throw new Error(`There is no benchmark ${name}`);
  const report = await benchmark.run(args, context);
  const summary = summarizeReport(report);
  const table = renderReport(report, summary);
  const compared = compareRatios(name, summary, kept);
  write([`\n${table}`, renderCompared(compared)].filter(Boolean).join('\n\n'));
  return {
    measured: { command: ['npm run bench --', name, ...args].join(' '), summary: benchmark.summary, table },
    compared,
  };
}

/** The machine that this runs on, in one line. */
export function describeMachine(): string {
  const [cpu, ...others] = cpus();
  return `${others.length + 1} × ${cpu?.model.trim() ?? 'unknown processor'}, ${platform()} ${release()} ${arch()}, Node ${process.versions.node}, load ${loadavg()[0]?.toFixed(1)}`;
}
