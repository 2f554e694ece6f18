/** One benchmark: `src/benchmarks/<name>.ts`, listed in `src/benchmarks.ts`. */
export interface Benchmark {
  /** One line, for the list of benchmarks. */
  readonly summary: string;
  /** Options and examples. */
  readonly help: string;
  /**
   * @param args what follows the name on the command line, without `--json`
   * @throws UsageError for wrong arguments; anything else means that the benchmark failed
   */
  run(args: readonly string[], context: BenchmarkContext): Promise<BenchmarkReport>;
}

export interface BenchmarkContext {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Reports progress, one line at a time. */
  readonly log: (line: string) => void;
  /** Aborts when the user wants to stop. */
  readonly signal: AbortSignal;
}

export interface BenchmarkReport {
  /** The contestant that is compared to the others. */
  readonly subject: string;
  readonly metrics: readonly Metric[];
  /** In the order in which they shall be shown; a contestant has a row a round. */
  readonly rows: readonly Row[];
}

export interface Metric {
  readonly name: string;
  readonly title: string;
}

/** What one contestant did in one case of one round. */
export interface Row {
  readonly case: string;
  readonly contestant: string;
  readonly values: Readonly<Record<string, number>>;
}

/** The arguments are wrong; the message says what to write instead. */
export class UsageError extends Error {}
