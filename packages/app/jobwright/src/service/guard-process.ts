import type { JobAtWork, JobMarks } from '@jobwright/runtime';
import { createLineBudget } from '../log/line-budget.ts';
import { refuseProcessEnd } from './end-process.ts';

export interface GuardParts {
  readonly marks: JobMarks;
  /** Called for each error that is survived; limited when there are too many at once. */
  readonly report: (message: string, left: LeftBehind) => void;
  /**
   * Called once, for the first uncaught exception: the process should end soon, in order. Default: it
   * continues.
   */
  readonly onBroken?: (left: LeftBehind) => void;
}

export interface Thrown {
  readonly type: string;
  readonly message?: string;
  readonly stack?: string | undefined;
}

/** An uncaught error, and the jobs that were running. */
export interface LeftBehind {
  readonly error: Thrown;
  readonly jobsAtWork: number;
  /** The first of these jobs. */
  readonly jobs: readonly Pick<JobAtWork, 'key' | 'type' | 'elementId'>[];
}

export interface ProcessGuard {
  /** Number of unhandled rejections, and of uncaught exceptions after the first, since the start. */
  readonly survived: number;
  end(): void;
}

const MAX_JOBS = 50;

/**
 * Keeps uncaught errors of one connector from ending the jobs of others. An unhandled rejection breaks
 * nothing, so the service continues. After an uncaught exception the state is unknown: no more jobs are
 * accepted, running ones may finish, and the process ends so that a new one can start.
 */
export function guardProcess({ marks, report, onBroken }: GuardParts): ProcessGuard {
  const budget = createLineBudget({ lines: 20, perMs: 60_000 });
  let survived = 0;
  let isBroken = false;
  const describeLeftBehind = (error: unknown): LeftBehind => {
    const atWork = marks.atWork();
    const jobs = atWork.slice(0, MAX_JOBS).map(({ key, type, elementId }) => ({ key, type, elementId }));
    return { error: toLoggable(error), jobsAtWork: atWork.length, jobs };
  };
  const survive = (error: unknown, message: string): void => {
    survived += 1;
    if (budget.take()) report(message, describeLeftBehind(error));
  };
  const onRejection = (reason: unknown): void => {
    survive(reason, 'Unhandled promise rejection, from a connector of these jobs or earlier ones');
  };
  const onException = (error: unknown): void => {
    if (onBroken === undefined) {
      return survive(error, 'Uncaught exception, from a connector of these jobs or earlier ones');
    }
    if (isBroken) {
      return survive(error, 'Uncaught exception, while the service is stopping because of an earlier one');
    }
    isBroken = true;
    const left = describeLeftBehind(error);
    marks.processEnds();
    onBroken(left);
  };
  process.on('unhandledRejection', onRejection);
  process.on('uncaughtException', onException);
  const allow = refuseProcessEnd();
  return {
    get survived() {
      return survived;
    },
    end() {
      allow();
      process.off('unhandledRejection', onRejection);
      process.off('uncaughtException', onException);
    },
  };
}

/** Describes any thrown value. Even reading it may throw. */
function toLoggable(thrown: unknown): Thrown {
  try {
    if (thrown instanceof Error) return { type: thrown.name, message: thrown.message, stack: thrown.stack };
    return { type: typeof thrown, message: String(thrown).slice(0, 1_000) };
  } catch {
    return { type: typeof thrown };
  }
}
