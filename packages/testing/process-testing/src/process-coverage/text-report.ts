import type { CoverageSummary, CoveredParts } from './summarize-coverage.ts';

const MAX_MISSING = 10;

const share = ({ covered, total }: CoveredParts, noun: string): string => `${covered} of ${total} ${noun}`;
const listMissing = (ids: readonly string[]): string =>
  [
    ...ids.slice(0, MAX_MISSING),
    ...(ids.length > MAX_MISSING ? [`${ids.length - MAX_MISSING} more`] : []),
  ].join(', ');

/** The coverage in lines for a terminal. */
export function renderText({ processes, ...total }: CoverageSummary): string {
  const width = Math.max(3, ...processes.map(({ processId }) => processId.length));
  const line = (name: string, percent: number, parts: Pick<CoverageSummary, 'elements' | 'flows'>): string =>
    `  ${name.padEnd(width)}  ${percent.toFixed(1).padStart(5)} %  ${share(parts.elements, 'elements')}, ${share(parts.flows, 'flows')}`;
  const lines = processes.flatMap((process) => [
    line(process.processId, process.percent, process),
    ...(process.missingElements.length > 0
      ? [`  ${' '.repeat(width)}  elements not passed: ${listMissing(process.missingElements)}`]
      : []),
    ...(process.missingFlows.length > 0
      ? [`  ${' '.repeat(width)}  flows not passed: ${listMissing(process.missingFlows)}`]
      : []),
  ]);
  return ['Process coverage', ...lines, line('all', total.percent, total)].join('\n');
}
