import type { Clock } from '@jobwright/engine/core';
import type { JobRunner } from '../jobs/job-runner.ts';
import type { ElementSelector } from '../selectors/selectors.ts';
import type { ProcessClock } from './process-clock.ts';
import type { TestState } from './test-state.ts';

/** What assertions and commands of one test share. */
export interface TestContext<Test = unknown> extends TestState {
  readonly test: () => Test;
  readonly clock: Clock & ProcessClock;
  readonly runner: JobRunner;
  /** What a text stands for where elements are selected. */
  readonly selectElement: (text: string) => ElementSelector;
  /** How long to wait, in milliseconds of real time. */
  readonly timeoutMs: number;
  /** Whether something can happen by itself: a job is worked on, or clients are connected. */
  readonly canChange: () => boolean;
  /** Resolves when something may have happened, at the latest after `timeoutMs`. */
  readonly nextChange: (timeoutMs: number) => Promise<void>;
  /** Lets mocks, workers, connectors and conditional behaviours work until nothing goes on by itself. */
  readonly settle: () => Promise<void>;
}
