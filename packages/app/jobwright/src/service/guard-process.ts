import type { JobAtWork, JobMarks } from '@jobwright/runtime';
import { createLineBudget } from '../log/line-budget.ts';
import { refuseProcessEnd } from './end-process.ts';

export interface GuardParts {
  readonly marks: JobMarks;
  /** Told of each that is survived; of too many at once, of the first. */
  readonly report: (message: string, left: LeftBehind) => void;
  /** Something was thrown where nobody catches it: the process has to end soon, in order. Told once. Default: it goes on. */
  readonly onBroken?: (left: LeftBehind) => void;
}

export interface Thrown {
  readonly type: string;
  readonly message?: string;
  readonly stack?: string | undefined;
}

/** What nobody caught, and the jobs at work then. */
export interface LeftBehind {
  readonly error: Thrown;
  readonly jobsAtWork: number;
  /** The first of them. */
  readonly jobs: readonly Pick<JobAtWork, 'key' | 'type' | 'elementId'>[];
}

export interface ProcessGuard {
  /** Rejections left behind, and exceptions after the first, since the start. */
  readonly survived: number;
  end(): void;
}

const MAX_JOBS = 50;

/**
 * Keeps what connectors leave behind from ending the process with the jobs of others. A rejected promise that nobody waits for breaks
 * nothing: the service goes on. After an exception that nobody caught, code was left halfway: no more jobs are taken, those at work may
 * end, and the process makes way for a new one.
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

/** Whatever was thrown: to look at it may throw, too. */
function toLoggable(thrown: unknown): Thrown {
  try {
    if (thrown instanceof Error) return { type: thrown.name, message: thrown.message, stack: thrown.stack };
    return { type: typeof thrown, message: String(thrown).slice(0, 1_000) };
  } catch {
    return { type: typeof thrown };
  }
}
