import { findModelFile } from '../context/test-state.ts';
import type { ProcessCounts } from './coverage-data.ts';

/** How many parts of one kind were passed. */
export interface CoveredParts {
  readonly covered: number;
  readonly total: number;
}

/** The coverage of one process. */
export interface ProcessCoverageSummary {
  readonly processId: string;
  readonly fileName: string;
  readonly instances: number;
  readonly elements: CoveredParts;
  readonly flows: CoveredParts;
  /** Elements and flows together, from 0 to 100. */
  readonly percent: number;
  readonly missingElements: readonly string[];
  readonly missingFlows: readonly string[];
}

/** The coverage of a whole run. */
export interface CoverageSummary {
  readonly elements: CoveredParts;
  readonly flows: CoveredParts;
  /** Elements and flows of all processes together, from 0 to 100. */
  readonly percent: number;
  readonly processes: readonly ProcessCoverageSummary[];
}

/** Of all parts together, rounded down to a tenth: only what is complete is 100. */
export const percentOf = (...parts: readonly CoveredParts[]): number => {
  const { covered, total } = addUp(parts);
  return total === 0 ? 100 : Math.floor((covered / total) * 1000) / 10;
};
const addUp = (parts: readonly CoveredParts[]): CoveredParts => ({
  covered: parts.reduce((sum, { covered }) => sum + covered, 0),
  total: parts.reduce((sum, { total }) => sum + total, 0),
});

function countParts(
  parts: readonly { readonly id: string }[],
  passed: ReadonlyMap<string, number>,
): CoveredParts & { readonly missing: readonly string[] } {
  const missing = parts.map(({ id }) => id).filter((id) => !passed.has(id));
  return { covered: parts.length - missing.length, total: parts.length, missing };
}

function summarizeProcess(counts: ProcessCounts): ProcessCoverageSummary {
  const { processId, fileName, xml, instances } = counts;
  const process = findModelFile(xml).processes.find(({ id }) => id === processId);
  const { missing: missingElements, ...elements } = countParts(process?.elements ?? [], counts.elements);
  const { missing: missingFlows, ...flows } = countParts(process?.flows ?? [], counts.flows);
  const percent = percentOf(elements, flows);
  return { processId, fileName, instances, elements, flows, percent, missingElements, missingFlows };
}

/** Adds up the coverage of processes, in their order. */
export function summarizeCoverage(counts: readonly ProcessCounts[]): CoverageSummary {
  const processes = counts.map(summarizeProcess);
  const elements = addUp(processes.map((process) => process.elements));
  const flows = addUp(processes.map((process) => process.flows));
  return { elements, flows, percent: percentOf(elements, flows), processes };
}
