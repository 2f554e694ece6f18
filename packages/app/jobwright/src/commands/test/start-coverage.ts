import { startProcessCoverage } from '@jobwright/process-testing';

/** Where coverage is written, and how high it must be. */
export interface CoverageOptions {
  readonly folder: string;
  /** Of all processes together. */
  readonly thresholdPercent: number | undefined;
}

/** Collects the coverage of a run. */
export interface RunningCoverage {
  /** Writes the reports. Returns where coverage is too low. */
  finish(): readonly string[];
}

const NO_COVERAGE: RunningCoverage = { finish: () => [] };

/**
 * Starts to collect coverage, if it is asked for. The summary for people is left out where standard output
 * carries another report.
 */
export function startCoverage(
  options: CoverageOptions | undefined,
  { write }: { readonly write: ((text: string) => void) | undefined },
): RunningCoverage {
  if (!options) return NO_COVERAGE;
  const { folder, thresholdPercent } = options;
  const coverage = startProcessCoverage({
    folder,
    reports: write ? ['text', 'json', 'html'] : ['json', 'html'],
    write: write ?? (() => undefined),
    ...(thresholdPercent !== undefined && { threshold: thresholdPercent }),
  });
  return {
    finish: () => coverage.finish().failures,
  };
}
