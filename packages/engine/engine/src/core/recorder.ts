import type { StepName } from './command-kinds.ts';

/** One step of the engine: all that happens to the state at one time. */
export interface Step<T> {
  readonly name: StepName;
  /** Of the command. */
  readonly argument?: unknown;
  readonly run: () => T;
  /** Whether it changed anything; default: always. What took a new key is recorded in any case. */
  readonly hasEffect?: (answer: T) => boolean;
}

/** Sees every step of the engine, so that all of them can be done again. */
export interface Recorder {
  /** Runs the step and records it; a step within another is part of that one. */
  record<T>(step: Step<T>): T;
  /** Calls back when the running step is over, at once when none runs. */
  afterStep(callback: () => void): void;
  /**
   * Does work of the engine's own as soon as other work has had its turn; returns a function that cancels it.
   */
  defer(work: () => void): () => void;
}

/** Records nothing. */
export const noRecorder: Recorder = {
  record: ({ run }) => run(),
  afterStep: (callback) => callback(),
  defer(work) {
    const immediate = setImmediate(work);
    return () => clearImmediate(immediate);
  },
};
