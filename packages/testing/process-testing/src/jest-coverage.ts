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
 * A reporter for jest that reports the coverage of processes at the end of a run.
 * @example
 * // jest.config.js
 * export default {
 *   reporters: ['default', ['@jobwright/process-testing/jest-coverage', { threshold: 90 }]],
 * };
 */
// eslint-disable-next-line no-restricted-exports -- jest takes a reporter's default export
export default class ProcessCoverageReporter {
  readonly #options: ProcessCoverageOptions;
  #coverage: ProcessCoverage | undefined;
  #failure: Error | undefined;

  constructor(_configuration: unknown, options: ProcessCoverageOptions = {}) {
    this.#options = options;
  }

  onRunStart(): void {
    this.#coverage = startProcessCoverage(this.#options);
  }

  onRunComplete(): void {
    const { failures = [] } = this.#coverage?.finish() ?? {};
    if (failures.length > 0) this.#failure = new Error(failures.join('\n'));
  }

  /** Jest fails the run with it. */
  getLastError(): Error | undefined {
    return this.#failure;
  }
}
