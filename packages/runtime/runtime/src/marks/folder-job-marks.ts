import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { type Logger, silentLogger } from '@jobwright/connector-sdk';
import type { JobMarks } from './job-marks.ts';
import { createMarkBook } from './mark-book.ts';
import { openMarkFiles } from './mark-files.ts';
import { judgeProcess, ownIdentity } from './process-identity.ts';
import { openWorkFile, readWorkFile } from './work-file.ts';

/** Where the marks of jobs are kept. */
export interface FolderJobMarksOptions {
  /** On a disk that outlives the process. Each replica has a directory of its own, or all share one. */
  readonly directory: string;
  /** Default: silent. */
  readonly logger?: Logger;
}

/** How often a process shows that it is alive, and looks for others that are not. */
const BEAT_MS = 15_000;
/** A process on another machine that has been silent for so long is dead. */
const SILENT_MS = 90_000;
const LOGGED_JOBS = 20;

/**
 * Marks that outlive the process. Each process lists its running jobs in a file; when it has died, they are
 * marked by whoever finds the file: the next process at its start, or another one with the same folder.
 * @throws Error of the file system, when the folder cannot be used
 */
export function createFolderJobMarks({ directory, logger = silentLogger }: FolderJobMarksOptions): JobMarks {
  let failures = 0;
  const onFailure = (error: unknown): void => {
    failures += 1;
    if (failures > 1) return;
    const advice = 'running jobs are not recorded there, and one that ends the process would not be found';
    logger.error({ directory, error }, `The state directory cannot be written; ${advice}`);
  };
  const folder = join(directory, 'at-work');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const files = openMarkFiles(join(directory, 'marks'), onFailure);
  const ownFile = join(folder, `${randomUUID()}.work`);
  const journal = openWorkFile(ownFile, { owner: ownIdentity(), onFailure });

  const book = createMarkBook({
    durable: true,
    journal,
    keeper: files,
    marks: files.read(),
    onClose() {
      clearInterval(timer);
      journal.close();
    },
  });
  const takeOver = (): void => {
    for (const path of listDead(folder, ownFile)) {
      const taken = `${path}.${randomUUID()}.taken`;
      // Only one of several can rename it.
      renameSync(path, taken);
      const { jobs } = readWorkFile(taken);
      for (const job of jobs) book.countDeath(job);
      rmSync(taken, { force: true });
      if (jobs.length === 0) continue;
      logger.warn(
        { count: jobs.length, jobs: jobs.slice(0, LOGGED_JOBS) },
        'Jobs were running when a process died: those that come again run one at a time',
      );
    }
  };
  const beat = (): void => {
    try {
      const now = new Date();
      utimesSync(ownFile, now, now);
      takeOver();
    } catch (error) {
      onFailure(error);
    }
  };
  beat();
  const timer = setInterval(beat, BEAT_MS).unref();
  return book;
}

function listDead(folder: string, ownFile: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const file = statSync(path, { throwIfNoEntry: false });
    if (path === ownFile || file === undefined) return [];
    const isSilent = Date.now() - file.mtimeMs > SILENT_MS;
    // Its process died while it took one over.
    if (!name.endsWith('.work')) return isSilent ? [path] : [];
    const judgement = judgeProcess(readWorkFile(path).owner);
    return judgement === 'dead' || (judgement === 'unknown' && isSilent) ? [path] : [];
  });
}
