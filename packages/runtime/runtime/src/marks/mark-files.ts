import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, parseJson, stringifyJson } from '@jobwright/json';
import type { JobMark } from './job-marks.ts';
import type { MarkKeeper } from './mark-book.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A job that has not come again for so long is gone. */
const KEPT_MS = 14 * DAY_MS;
const MAX_FILES = 10_000;

export interface MarkFiles extends MarkKeeper {
  read(): readonly (readonly [jobKey: string, mark: JobMark])[];
}

/**
 * A small file for each marked job: there are few, and each is replaced whole.
 * @throws Error of the file system, when the folder cannot be made
 */
export function openMarkFiles(folder: string, onFailure: (error: unknown) => void): MarkFiles {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fileOf = (jobKey: string): string =>
    join(folder, `${createHash('sha256').update(jobKey).digest('hex').slice(0, 32)}.json`);
  const attempt = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      onFailure(error);
    }
  };
  return {
    keep(jobKey, { deaths, loneDeaths }) {
      attempt(() => {
        const file = fileOf(jobKey);
        const written = `${file}.${process.pid}.tmp`;
        writeFileSync(written, stringifyJson({ jobKey, deaths, loneDeaths }), { mode: 0o600 });
        renameSync(written, file);
      });
    },
    remove: (jobKey) => attempt(() => rmSync(fileOf(jobKey), { force: true })),
    read: () => listNewest(folder).flatMap((file) => readMark(file)),
  };
}

/** The files, the oldest first. Those that are too old, or too many, are removed. */
function listNewest(folder: string): readonly string[] {
  const files = readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const changed = statSync(path, { throwIfNoEntry: false });
    return changed?.isFile() === true ? [{ path, changedAt: changed.mtimeMs }] : [];
  });
  const newestFirst = files.sort((one, other) => other.changedAt - one.changedAt);
  const oldest = Date.now() - KEPT_MS;
  const isKept = ({ path, changedAt }: (typeof files)[number], index: number): boolean =>
    path.endsWith('.json') && index < MAX_FILES && changedAt >= oldest;
  const [kept, old] = [newestFirst.filter(isKept), newestFirst.filter((file, index) => !isKept(file, index))];
  for (const { path } of old) rmSync(path, { force: true });
  return kept.map(({ path }) => path).reverse();
}

function readMark(file: string): readonly (readonly [string, JobMark])[] {
  try {
    const parsed = parseJson(readFileSync(file, 'utf8'));
    if (!isJsonObject(parsed) || typeof parsed['jobKey'] !== 'string') return [];
    const [deaths, loneDeaths] = [readCount(parsed['deaths']), readCount(parsed['loneDeaths'])];
    return [[parsed['jobKey'], { deaths, loneDeaths }]];
  } catch {
    // An unreadable file marks nothing.
    return [];
  }
}

function readCount(value: unknown): number {
  const count = Number(value);
  return Number.isSafeInteger(count) && count >= 0 ? count : 0;
}
