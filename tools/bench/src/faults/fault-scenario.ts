import type { BenchmarkContext } from '../benchmark.ts';
import type { Cleanup } from '../runtime/with-cleanup.ts';

/** One fault, or one kind of load: `scenarios/<name>.ts`, listed in `scenarios.ts`. */
export interface FaultScenario {
  readonly name: string;
  /** One line, for the list. */
  readonly summary: string;
  /**
   * Resolves to one row of figures for each thing that was tried.
   * @throws Error when work was lost, done twice where it must not be, or has not ended
   */
  readonly run: (options: ScenarioOptions) => Promise<readonly FaultFigures[]>;
}

export interface ScenarioOptions extends BenchmarkContext, Cleanup {
  /** Less work, for CI. */
  readonly short: boolean;
}

/** Figures of one run. What does not apply is left out. */
export interface FaultFigures {
  readonly title: string;
  readonly values: Readonly<Record<string, number>>;
}
