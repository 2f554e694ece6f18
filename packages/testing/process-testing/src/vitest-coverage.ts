import {
  type ProcessCoverage,
  type ProcessCoverageOptions,
  startProcessCoverage,
} from './process-coverage/start-process-coverage.ts';

export type {
  CoverageThresholds,
  ProcessCoverageOptions,
} from './process-coverage/start-process-coverage.ts';

/**
 * A reporter for vitest that reports the coverage of processes at the end of a run.
 * @example
 * // vitest.config.ts
 * import { ProcessCoverageReporter } from '@jobwright/process-testing/vitest-coverage';
 * import { defineConfig } from 'vitest/config';
 *
 * export default defineConfig({
 *   test: { reporters: ['default', new ProcessCoverageReporter({ threshold: 90 })] },
 * });
 */
export class ProcessCoverageReporter {
  readonly #options: ProcessCoverageOptions;
  #coverage: ProcessCoverage | undefined;

  constructor(options: ProcessCoverageOptions = {}) {
    this.#options = options;
  }

  onTestRunStart(): void {
    this.#coverage = startProcessCoverage(this.#options);
  }

  onTestRunEnd(): void {
    this.#coverage?.finish();
    this.#coverage = undefined;
  }
}
