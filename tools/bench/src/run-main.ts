import { ALL_HELP, runAllCommand } from './all/command.ts';
import type { Benchmark, BenchmarkContext } from './benchmark.ts';
import { parseCommand } from './parse-command.ts';
import { renderReport } from './render-report.ts';
import { summarizeReport } from './summarize-report.ts';

export interface MainOptions {
  readonly benchmarks: Readonly<Record<string, Benchmark>>;
  readonly context: BenchmarkContext;
  /** Takes what goes to standard output. */
  readonly write: (text: string) => void;
}

/** Runs them one after the other. */
const ALL = 'all';

/** @throws UsageError, or what made the benchmark fail */
export async function runMain(args: readonly string[], options: MainOptions): Promise<void> {
  const { benchmarks, context, write } = options;
  const command = parseCommand(args, [...Object.keys(benchmarks), ALL]);
  switch (command.kind) {
    case 'help':
      return write(renderHelp(benchmarks));
    case 'benchmarkHelp':
      return write(command.name === ALL ? ALL_HELP : (benchmarks[command.name]?.help ?? ''));
    case 'run': {
      const { name, isJson, args: ownArgs } = command;
      if (name === ALL) return runAllCommand(ownArgs, options);
      const report = await benchmarks[name]?.run(ownArgs, context);
      if (report === undefined) return;
      const summary = summarizeReport(report);
      write(`\n${renderReport(report, summary)}`);
      if (isJson) write(JSON.stringify({ name, ...summary }));
    }
  }
}

function renderHelp(benchmarks: Readonly<Record<string, Benchmark>>): string {
  const width = Math.max(...Object.keys(benchmarks).map((name) => name.length));
  const list = Object.entries(benchmarks).map(
    ([name, { summary }]) => `  ${name.padEnd(width)}   ${summary}`,
  );
  return `npm run bench -- NAME [--json] [options]

Benchmarks:
${list.join('\n')}

  all: those of the runtime and the connectors, compared with what is kept

  --json   the last line of the output is {"name","figures","ratios"}
  --help   after a name: its options

Examples:
  npm run bench -- runtime
  npm run bench -- runtime --short --json
  npm run bench -- runtime --help`;
}
