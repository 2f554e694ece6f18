import { addDuration, readTime } from '../context/read-duration.ts';
import type { TestContext } from '../context/test-context.ts';

/** The clock of a test. It stands still until it is moved. */
export interface ClockCommands {
  readonly currentTime: () => Date;
  /** When the next timer, back-off or time to live is due; undefined if there is none. */
  readonly nextDueTime: () => Date | undefined;
  /**
   * Moves the clock forward, by an ISO 8601 duration such as `PT2H` or by milliseconds. Timers fire in order,
   * each at its time, and mocks and workers work in between.
   */
  readonly increaseTime: (duration: string | number) => Promise<void>;
  /** Sets the clock to a date, also to an earlier one; what has fallen due by then happens. */
  readonly setTime: (time: Date | string | number) => Promise<void>;
}

/** The commands for the clock of a test. */
export function createClockCommands({ clock, settle }: TestContext): ClockCommands {
  const moveTo = async (timestampMs: number): Promise<void> => {
    for (let due = clock.nextDueAt(); due !== undefined && due <= timestampMs; due = clock.nextDueAt()) {
      clock.moveTo(Math.max(due, clock.now()));
      await settle();
    }
    clock.moveTo(timestampMs);
    await settle();
  };
  return {
    currentTime: () => new Date(clock.now()),
    nextDueTime() {
      const due = clock.nextDueAt();
      return due === undefined ? undefined : new Date(due);
    },
    increaseTime: (duration) => moveTo(addDuration(clock.now(), duration)),
    setTime: (time) => moveTo(readTime(time)),
  };
}
