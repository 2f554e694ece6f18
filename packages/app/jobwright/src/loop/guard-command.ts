import { createMemoryJobMarks, type JobMarks } from '@jobwright/runtime';
import { guardProcess, type LeftBehind } from '../service/guard-process.ts';
import { type LastWords, watchLoop } from './watch-loop.ts';

export interface CommandGuardParts {
  readonly report: (message: string, left: LeftBehind) => void;
  /** Told once of an exception that nobody caught. Default: the command goes on. */
  readonly onBroken?: (left: LeftBehind) => void;
  /** How long the event loop may stand still. */
  readonly maxStallMs: number;
  readonly lastWords: LastWords;
}

export interface CommandGuard {
  /** Where the workers note what is at work, so that it can be told. */
  readonly marks: JobMarks;
  end(): void;
}

/** Keeps connectors that a command runs on a laptop from ending it with a trace of Node, or from never letting it end. */
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

/** One line: what was thrown, where, and the jobs that may have done it. */
export function describeLeft({ error, jobs, jobsAtWork }: LeftBehind): string {
  const what = [error.type, error.message].filter(Boolean).join(': ').replaceAll(/\s+/g, ' ');
  const frame = /^\s+at (?:.*\()?((?:file:|\/)[^()]+:\d+:\d+)\)?$/m.exec(error.stack ?? '')?.[1];
  const where = frame === undefined ? '' : `, at ${frame.replace(/^file:\/\//, '')}`;
  const some = jobs.slice(0, 5).map(({ type, elementId }) => `${type} at "${elementId}"`);
  const more = jobsAtWork > some.length ? ` and ${jobsAtWork - some.length} more` : '';
  return `${what}${where}${some.length === 0 ? '' : `; at work: ${some.join(', ')}${more}`}`;
}
