import { createMemoryJobMarks, type JobMarks } from '@jobwright/runtime';
import { guardProcess, type LeftBehind } from '../service/guard-process.ts';
import { type LastWords, watchLoop } from './watch-loop.ts';

export interface CommandGuardParts {
  readonly report: (message: string, left: LeftBehind) => void;
  /** Called once, for the first uncaught exception. Default: the command continues. */
  readonly onBroken?: (left: LeftBehind) => void;
  /** How long the event loop may be blocked. */
  readonly maxStallMs: number;
  readonly lastWords: LastWords;
}

export interface CommandGuard {
  /** Where workers record running jobs, so that they can be reported. */
  readonly marks: JobMarks;
  end(): void;
}

/** Keeps a connector from ending a command with a stack trace, or from blocking it forever. */
export function guardCommand({ maxStallMs, lastWords, ...parts }: CommandGuardParts): CommandGuard {
  const marks = createMemoryJobMarks();
  const guard = guardProcess({ ...parts, marks });
  const endWatch = watchLoop(maxStallMs, lastWords);
  return {
    marks,
    end() {
      endWatch();
      guard.end();
      marks.close();
    },
  };
}

/** Describes in one line what was thrown, where, and by which jobs it may have been. */
export function describeLeft({ error, jobs, jobsAtWork }: LeftBehind): string {
  const what = [error.type, error.message].filter(Boolean).join(': ').replaceAll(/\s+/g, ' ');
  const frame = /^\s+at (?:.*\()?((?:file:|\/)[^()]+:\d+:\d+)\)?$/m.exec(error.stack ?? '')?.[1];
  const where = frame === undefined ? '' : `, at ${frame.replace(/^file:\/\//, '')}`;
  const some = jobs.slice(0, 5).map(({ type, elementId }) => `${type} at "${elementId}"`);
  const more = jobsAtWork > some.length ? ` and ${jobsAtWork - some.length} more` : '';
  return `${what}${where}${some.length === 0 ? '' : `; at work: ${some.join(', ')}${more}`}`;
}
