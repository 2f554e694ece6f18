import type { Logger } from '@jobwright/connector-sdk';
import type { JobMarks } from '@jobwright/runtime';
import { createLineBudget } from '../log/line-budget.ts';
import { refuseProcessEnd } from './end-process.ts';

export interface GuardParts {
  readonly logger: Logger;
  readonly marks: JobMarks;
  /** Something was thrown where nobody catches it: the process has to end soon, in order. */
  readonly onBroken: (error: unknown) => void;
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
export function guardProcess({ logger, marks, onBroken }: GuardParts): ProcessGuard {
  const budget = createLineBudget({ lines: 20, perMs: 60_000 });
  let survived = 0;
  let isBroken = false;
  const tell = (error: unknown, message: string): void => {
    if (!budget.take()) return;
    const atWork = marks.atWork();
    const jobs = atWork.slice(0, MAX_JOBS).map(({ key, type, elementId }) => ({ key, type, elementId }));
    logger.error({ error: toLoggable(error), jobsAtWork: atWork.length, jobs }, message);
  };
  const onRejection = (reason: unknown): void => {
    survived += 1;
    tell(
      reason,
      'A promise was rejected that nobody waits for, by a connector of these jobs or earlier ones',
    );
  };
  const onException = (error: unknown): void => {
    if (isBroken) {
      survived += 1;
      return tell(error, 'An exception that nobody caught, while the service stops for another one');
    }
    isBroken = true;
    tell(error, 'An exception that nobody caught, by a connector of these jobs or earlier ones: stopping');
    marks.processEnds();
    onBroken(error);
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
function toLoggable(thrown: unknown): unknown {
  try {
    if (thrown instanceof Error) return { type: thrown.name, message: thrown.message, stack: thrown.stack };
    return { type: typeof thrown, message: String(thrown).slice(0, 1_000) };
  } catch {
    return { type: typeof thrown };
  }
}
