import { AsyncLocalStorage } from 'node:async_hooks';
import type { ActivatedJob, EngineCore } from '@jobwright/engine/core';
import { ProcessTestError } from '../process-test-error.ts';
import { BpmnError, type HandlerResult, type JobHandler, openJob } from './test-job.ts';

/** Works on a job and settles it; a promise settles it later. */
export type JobRun = (job: ActivatedJob) => Promise<void> | void;

/** Hands jobs to the mocks, workers and connectors of a test as soon as there are any. */
export interface JobRunner {
  /** The later of two for one type gets the jobs. */
  readonly register: (type: string, run: JobRun) => void;
  readonly handles: (type: string) => boolean;
  /** Runs the jobs that are there, as far as that goes without waiting. */
  readonly pump: () => void;
  /** Jobs that are worked on. */
  readonly running: () => readonly ActivatedJob[];
  /** Resolves when the next of them has ended. */
  readonly nextEnd: () => Promise<void>;
  /** Whether the caller is code that a job runs. */
  readonly isWithinJob: () => boolean;
}

/** A job is left to its handler for as long as it takes, whatever the clock of the test does. */
const LEASE_MS = 10 * 365 * 86_400_000;
/** More jobs in one go are a process that never ends. */
const MAX_JOBS_IN_A_ROW = 10_000;

/** Settles a job with what its handler gave or threw. */
export function runHandler(core: EngineCore, handler: JobHandler): JobRun {
  return (activated) => {
    const { job, isSettled } = openJob(core, activated);
    const finish = (result: HandlerResult): void => {
      if (!isSettled() && core.jobs().some(({ key }) => key === job.key)) job.complete(result ?? {});
    };
    const failWith = (error: unknown): void => {
      if (isSettled()) throw error;
      if (error instanceof BpmnError)
        job.throwBpmnError(error.errorCode, { message: error.message, variables: error.variables });
      else job.fail({ errorMessage: error instanceof Error ? error.message : String(error) });
    };
    try {
      const result = handler(job);
      if (result instanceof Promise) return result.then(finish).catch(failWith);
      finish(result);
    } catch (error) {
      failWith(error);
    }
    return undefined;
  };
}

/** Creates a runner without handlers. */
export function createJobRunner(core: EngineCore): JobRunner {
  const runs = new Map<string, JobRun>();
  const running = new Map<string, ActivatedJob>();
  const ends = new Set<() => void>();
  const within = new AsyncLocalStorage<true>();
  let failure: { readonly error: unknown } | undefined;
  let isPumping = false;
  let inARow = 0;

  const end = (key: string): void => {
    running.delete(key);
    const waiting = [...ends];
    ends.clear();
    for (const resolve of waiting) resolve();
  };
  const start = (key: string, type: string): void => {
    const run = runs.get(type);
    const activated = core.activateJobs({
      ...{
        type,
        jobKeys: [key],
        maxJobs: 1,
        timeoutMs: LEASE_MS,
        worker: 'process-test',
        fetchVariables: [],
      },
    });
    const [job] = activated.ok ? activated.value : [];
    if (!run || !job) return;
    const outcome = within.run(true, () => run(job));
    if (!outcome) return;
    running.set(key, job);
    void outcome.catch((error: unknown) => (failure = { error })).then(() => end(key));
  };
  const throwFailure = (): void => {
    if (!failure) return;
    const { error } = failure;
    failure = undefined;
    throw error;
  };

  return {
    register: (type, run) => void runs.set(type, run),
    handles: (type) => runs.has(type),
    pump() {
      throwFailure();
      if (isPumping) return;
      isPumping = true;
      inARow = 0;
      try {
        for (;;) {
          const due = core.jobs().filter(({ type, state }) => state === 'ACTIVATABLE' && runs.has(type));
          if (due.length === 0) return;
          for (const { key, type } of due) start(key, type);
          inARow += due.length;
          if (inARow > MAX_JOBS_IN_A_ROW)
            throw new ProcessTestError(
              `${MAX_JOBS_IN_A_ROW} jobs ran one after the other, the last one of the type '${due[0]?.type}': does the process go in a circle?`,
            );
        }
      } finally {
        isPumping = false;
      }
    },
    running: () => [...running.values()],
    async nextEnd() {
      if (running.size > 0) await new Promise<void>((resolve) => ends.add(resolve));
      throwFailure();
    },
    isWithinJob: () => within.getStore() === true,
  };
}
