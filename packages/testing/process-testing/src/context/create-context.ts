import type { EngineCore } from '@jobwright/engine/core';
import type { JobRunner } from '../jobs/job-runner.ts';
import { type ElementSelector, ElementSelectors } from '../selectors/selectors.ts';
import { type ConditionalBehaviors, createConditionalBehaviors } from './conditional-behaviors.ts';
import type { ProcessClock } from './process-clock.ts';
import type { RunRecord } from './run-record.ts';
import type { TestContext } from './test-context.ts';
import { withinTime } from './wait-for-change.ts';

interface ContextOptions<Test> {
  readonly test: () => Test;
  readonly core: EngineCore;
  readonly record: RunRecord;
  readonly clock: ProcessClock;
  readonly runner: JobRunner;
  readonly timeoutMs: number;
  /** Whether clients of gRPC and REST can change something at any time. */
  readonly isOpenToClients: boolean;
  readonly waitsForWorkers: boolean;
  readonly selectElement?: (text: string) => ElementSelector;
}

/** How often a look is repeated while only clients can change something, in milliseconds. */
const LOOK_AGAIN_MS = 20;

/** What the commands and assertions of a test share, and its conditional behaviours. */
export function createContext<Test>(options: ContextOptions<Test>): {
  readonly context: TestContext<Test>;
  readonly behaviors: ConditionalBehaviors;
} {
  const { core, record, clock, runner, timeoutMs, isOpenToClients, waitsForWorkers } = options;
  const behaviors = createConditionalBehaviors();
  let isActing = false;

  const act = async (): Promise<boolean> => {
    isActing = true;
    try {
      return await behaviors.runNext(record.revision);
    } finally {
      isActing = false;
    }
  };
  const settle = async (): Promise<void> => {
    const until = performance.now() + timeoutMs;
    for (;;) {
      runner.pump();
      // Who runs within a job or an action would wait for itself.
      if (!waitsForWorkers || isActing || runner.isWithinJob()) return;
      const leftMs = until - performance.now();
      if (leftMs <= 0) return;
      if (runner.running().length > 0) await withinTime(runner.nextEnd(), leftMs);
      else if (!(await act())) return;
    }
  };
  const context: TestContext<Test> = {
    ...{ core, record, clock, runner, timeoutMs, settle, test: options.test },
    selectElement: options.selectElement ?? ElementSelectors.byId,
    canChange: () => isOpenToClients || runner.running().length > 0,
    async nextChange(maxMs) {
      if (isOpenToClients)
        await withinTime(new Promise<never>(() => undefined), Math.min(LOOK_AGAIN_MS, maxMs));
      else await withinTime(runner.nextEnd(), maxMs);
      if (!isActing && !runner.isWithinJob()) await act();
    },
  };
  return { context, behaviors };
}
