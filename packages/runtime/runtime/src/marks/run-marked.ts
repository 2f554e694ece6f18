import type { Semaphore } from '@jobwright/concurrency';
import type { Execution } from '../execute-job.ts';
import type { ActivatedJob, JobOutcome } from '../job.ts';
import type { JobEnd } from '../observe/job-observer.ts';
import type { JobMark, JobMarks, RunEnd } from './job-marks.ts';

/** A job that was the only marked one this many times when its process died does not run again by itself. */
const MAX_LONE_DEATHS = 2;

export interface MarkedWork {
  /** Runs the job; calls `begin` when that really starts. */
  readonly work: (begin: () => void) => Promise<Execution>;
  /** Answers it. */
  readonly settle: (execution: Execution) => Promise<JobEnd>;
}

export interface MarkedRunParts {
  readonly marks: JobMarks;
  /** Has one permit: marked jobs run one at a time. */
  readonly loneRun: Semaphore;
  readonly signal: AbortSignal;
}

/** Runs a job and answers it, so that a job which ends the process does not do so again and again. */
export async function runMarked(
  job: ActivatedJob,
  { marks, loneRun, signal }: MarkedRunParts,
  { work, settle }: MarkedWork,
): Promise<JobEnd> {
  const mark = marks.find(job.key);
  const watch = async (alone: boolean): Promise<JobEnd> => {
    let conclude: ((end: RunEnd) => void) | undefined;
    let end: RunEnd = 'open';
    try {
      const execution = await work(() => {
        conclude ??= marks.begin({ key: job.key, type: job.type, elementId: job.elementId, alone });
      });
      // Before it is handed back: it may come again sooner than the engine's reply.
      if (execution.kind === 'handBack' && execution.reason === 'died') conclude?.('died');
      const jobEnd = await settle(execution);
      end = runEndOf(execution, jobEnd);
      return jobEnd;
    } finally {
      conclude?.(end);
    }
  };
  if (mark === undefined) return watch(false);
  if (mark.loneDeaths >= MAX_LONE_DEATHS) {
    const end = await settle({ kind: 'answer', outcome: incidentOutcome(job, mark) });
    if (end.outcome === 'fail') marks.pardon(job.key);
    return end;
  }
  const release = await loneRun.acquire(signal).catch(() => undefined);
  if (release === undefined) {
    const reason = signal.aborted || loneRun.isClosed ? 'shutdown' : 'othersFirst';
    return settle({ kind: 'handBack', reason });
  }
  try {
    return await watch(true);
  } finally {
    release();
  }
}

function runEndOf(execution: Execution, { outcome, retries = 0 }: JobEnd): RunEnd {
  if (execution.kind === 'handBack') return 'open';
  switch (outcome) {
    case 'complete':
    case 'throwError':
      return 'settled';
    case 'fail':
      return retries > 0 ? 'failed' : 'settled';
    case 'handedBack':
    case 'gone':
    case 'unanswered':
      return 'open';
  }
}

const incidentOutcome = (job: ActivatedJob, { deaths }: JobMark): JobOutcome => ({
  kind: 'fail',
  errorMessage: `JOB_ENDS_PROCESS: Job ${job.key} of ${job.type} at ${job.elementId} was running ${deaths} times when its process died, ${MAX_LONE_DEATHS} of them as the only such job: look into the log from before each start, correct its data or the connector, or run the connector isolated, then resolve this incident to run the job again`,
  retries: 0,
  retryBackoffMs: 0,
  variables: '{}',
});
