import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '@jobwright/json';
import { addCounts, type CoverageData, type ProcessCounts } from './coverage-data.ts';

/**
 * Where the workers of a run put what they saw: the process that reports makes the folder, and has a number
 * that its workers know.
 */
const folderOf = (pid: number): string => join(tmpdir(), `jobwright-process-coverage-${pid}`);

/** Makes the folder of a run that this process reports. Returns it. */
export function openCoverageFolder(): string {
  const folder = folderOf(process.pid);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}

/** The folder of the run that this process is part of; undefined: nobody wants coverage. */
export const findCoverageFolder = (): string | undefined =>
  [folderOf(process.pid), folderOf(process.ppid)].find((folder) => existsSync(folder));

/** Writes what was passed for the process that reports. */
export function writeCoverage(folder: string, data: CoverageData): void {
  const entries = [...data.values()].map((counts) => ({
    ...counts,
    elements: Object.fromEntries(counts.elements),
    flows: Object.fromEntries(counts.flows),
  }));
  // Files of tests may share a process and a thread, and yet have this module each for itself.
  writeFileSync(join(folder, `${randomUUID()}.json`), JSON.stringify(entries));
}

const readMap = (value: JsonValue | undefined): Map<string, number> =>
  new Map(
    isJsonObject(value)
      ? Object.entries(value).flatMap(([id, count]) =>
          typeof count === 'number' ? [[id, count] as const] : [],
        )
      : [],
  );

function readCounts(entry: JsonObject): ProcessCounts | undefined {
  const { processId, fileName, xml, instances, elements, flows } = entry;
  if (typeof processId !== 'string' || typeof fileName !== 'string' || typeof xml !== 'string')
    return undefined;
  return {
    ...{ processId, fileName, xml },
    instances: typeof instances === 'number' ? instances : 0,
    elements: readMap(elements),
    flows: readMap(flows),
  };
}

/** Adds what all workers wrote, and removes the folder. */
export function takeCoverage(folder: string, data: CoverageData): void {
  for (const name of readdirSync(folder)) {
    const entries = parseJson(readFileSync(join(folder, name), 'utf8'));
    for (const entry of Array.isArray(entries) ? entries : []) {
      const counts = isJsonObject(entry) ? readCounts(entry) : undefined;
      if (counts) addCounts(data, counts);
    }
  }
  rmSync(folder, { recursive: true, force: true });
}
