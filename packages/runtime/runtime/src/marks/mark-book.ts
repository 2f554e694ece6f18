import { createLruCache } from '@jobwright/concurrency';
import type { JobAtWork, JobMark, JobMarks, RunEnd } from './job-marks.ts';

/** Where marks are kept besides the memory of this process. */
export interface MarkKeeper {
  keep(jobKey: string, mark: JobMark): void;
  remove(jobKey: string): void;
}

/** Where running jobs are recorded. */
export interface WorkJournal {
  /** Returns the function that removes the record. */
  note(job: JobAtWork): () => void;
}

export interface MarkBookParts {
  readonly durable: boolean;
  readonly keeper?: MarkKeeper;
  readonly journal?: WorkJournal;
  /** Marks of earlier processes. */
  readonly marks?: Iterable<readonly [jobKey: string, mark: JobMark]>;
  readonly onClose?: () => void;
}

export interface MarkBook extends JobMarks {
  /** A job was running when another process died. */
  countDeath(job: Pick<JobAtWork, 'key' | 'alone'>): void;
}

/** Jobs whose marks are kept at a time; the oldest go first. */
const MAX_MARKS = 10_000;

export function createMarkBook({ durable, keeper, journal, marks = [], onClose }: MarkBookParts): MarkBook {
  const book = createLruCache<JobMark>({
    maxEntries: MAX_MARKS,
    onEvict: (jobKey) => keeper?.remove(jobKey),
  });
  for (const [jobKey, mark] of marks) book.set(jobKey, mark);
  const running = new Set<JobAtWork>();
  let closed = false;
  let doomed: ReadonlySet<JobAtWork> = new Set();

  const forget = (jobKey: string): void => {
    if (book.delete(jobKey)) keeper?.remove(jobKey);
  };
  const set = (jobKey: string, mark: JobMark): void => {
    keeper?.keep(jobKey, mark);
    book.set(jobKey, mark);
  };
  const countDeath: MarkBook['countDeath'] = ({ key, alone }) => {
    const { deaths, loneDeaths } = book.peek(key) ?? { deaths: 0, loneDeaths: 0 };
    set(key, { deaths: deaths + 1, loneDeaths: loneDeaths + (alone ? 1 : 0) });
  };
  const conclude = (job: JobAtWork, end: RunEnd): void => {
    if (end === 'settled') forget(job.key);
    else if (end === 'died' || doomed.has(job)) countDeath(job);
    else if (end === 'failed') forget(job.key);
  };

  return {
    durable,
    get size() {
      return book.size;
    },
    find: (jobKey) => book.peek(jobKey),
    begin(job) {
      running.add(job);
      const strike = journal?.note(job);
      return (end) => {
        if (!running.delete(job)) return;
        conclude(job, end);
        strike?.();
      };
    },
    pardon(jobKey) {
      const mark = book.peek(jobKey);
      if (mark !== undefined) set(jobKey, { ...mark, loneDeaths: 0 });
    },
    atWork: () => [...running],
    processEnds() {
      doomed = new Set([...doomed, ...running]);
    },
    countDeath,
    close() {
      if (closed) return;
      closed = true;
      for (const job of running) if (doomed.has(job)) countDeath(job);
      onClose?.();
    },
  };
}

/** Marks that end with this process. The death of a worker process of a connector is still counted. */
export const createMemoryJobMarks = (): JobMarks => createMarkBook({ durable: false });
