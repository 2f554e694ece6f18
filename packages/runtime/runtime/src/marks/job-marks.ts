/** A job that is running. */
export interface JobAtWork {
  readonly key: string;
  readonly type: string;
  readonly elementId: string;
  /** Whether it is the only marked job running. */
  readonly alone: boolean;
}

/** What is known of a job that was running when its process or worker died. */
export interface JobMark {
  /** How often that happened. */
  readonly deaths: number;
  /** How often it was the only marked job running then. */
  readonly loneDeaths: number;
}

/**
 * How the run of a job ended. `settled`: it never comes again. `failed`: it comes again, and what ran it is
 * alive. `open`: nothing is known, as when it was handed back. `died`: its worker died.
 */
export type RunEnd = 'settled' | 'failed' | 'open' | 'died';

/**
 * Which jobs were running when a process, or a worker process of a connector, died. Its methods neither wait
 * nor throw.
 */
export interface JobMarks {
  /** Whether marks outlive this process. */
  readonly durable: boolean;
  /** How many jobs are marked. */
  readonly size: number;
  find(jobKey: string): JobMark | undefined;
  /** Records that a job is about to run. The function it returns records how that ended, once. */
  begin(job: JobAtWork): (end: RunEnd) => void;
  /**
   * A job that is taken to end processes has become an incident: once people resolve it, it may run again.
   */
  pardon(jobKey: string): void;
  atWork(): readonly JobAtWork[];
  /**
   * The process is about to end because one of the running jobs broke it: those that come again are marked.
   */
  processEnds(): void;
  close(): void;
}
