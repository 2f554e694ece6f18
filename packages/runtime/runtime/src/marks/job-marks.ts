/** A job that is worked on. */
export interface JobAtWork {
  readonly key: string;
  readonly type: string;
  readonly elementId: string;
  /** Whether it is the one marked job that runs now. */
  readonly alone: boolean;
}

/** What is known of a job that was at work when what ran it died. */
export interface JobMark {
  /** How often that was so. */
  readonly deaths: number;
  /** How often it was the one marked job at work. */
  readonly loneDeaths: number;
}

/**
 * How the work on a job ended. `settled`: it never comes again. `failed`: it comes again, and what ran it lives. `open`: nothing is
 * known of it, as when it was handed back. `died`: what ran it died.
 */
export type RunEnd = 'settled' | 'failed' | 'open' | 'died';

/** Which jobs were at work when a process, or a worker of its own that ran them, died. Nothing in here waits or throws. */
export interface JobMarks {
  /** Whether marks outlive this process. */
  readonly durable: boolean;
  /** How many jobs are marked. */
  readonly size: number;
  find(jobKey: string): JobMark | undefined;
  /** Notes that a job is worked on, before it is. What comes back notes how that ended, once. */
  begin(job: JobAtWork): (end: RunEnd) => void;
  /** A job that counts as what ends processes is handed to people: once they have it run again, it may try anew. */
  pardon(jobKey: string): void;
  atWork(): readonly JobAtWork[];
  /** The process is about to end since something of the jobs at work broke it: those that come again are marked. */
  processEnds(): void;
  close(): void;
}
