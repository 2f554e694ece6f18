import { findModelFile, type TestState } from '../context/test-state.ts';
import { addCounts, type CoverageData } from './coverage-data.ts';
import { findCoverageFolder, writeCoverage } from './coverage-files.ts';

const collected: CoverageData = new Map();

/** Counts what a test passed, also the processes that it deployed and never ran. */
export function collectCoverage({ core, record }: TestState): void {
  const instances = [...record.instances.values()];
  for (const [definitionKey, { processId, fileName }] of record.definitions) {
    const xml = core.processXml(definitionKey);
    if (xml === undefined || !findModelFile(xml).processes.some(({ id }) => id === processId)) continue;
    const passed = record.passed.get(definitionKey);
    addCounts(collected, {
      ...{ processId, fileName, xml },
      instances: instances.filter((key) => key === definitionKey).length,
      elements: passed?.elements ?? new Map<string, number>(),
      flows: passed?.flows ?? new Map<string, number>(),
    });
  }
}

/** Hands what was collected to the process that reports coverage, if there is one. */
export function flushCoverage(): void {
  const folder = findCoverageFolder();
  if (folder !== undefined && collected.size > 0) writeCoverage(folder, collected);
  collected.clear();
}
