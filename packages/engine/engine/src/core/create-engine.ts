import { toErrorMessage } from '@jobwright/concurrency/errors';
import { createActiveBusinessIds } from './active-business-ids.ts';
import type { Clock } from './commands.ts';
import { createDecisionStore } from './decisions/decision-store.ts';
import { restoreConditionWatches } from './watch-conditions.ts';
import { createDefinitionIndex } from './definition-index.ts';
import { doDue } from './do-due.ts';
import type { Engine } from './engine.ts';
import { createCounts } from './engine-counts.ts';
import type { EngineObserver } from './engine-observer.ts';
import type { EngineState } from './engine-state.ts';
import { createExecutable } from './executable.ts';
import { createJobQueues } from './job-queues.ts';
import { createMessageIndex } from './message-index.ts';
import type { Recorder } from './recorder.ts';
import { createResourceIndex } from './resource-index.ts';
import { createSchedule } from './schedule.ts';
import { createStartLocks } from './start-locks.ts';
import { restoreWaiting } from './snapshot.ts';

/** The state and everything derived from it: executables, queues, indexes and the schedule. */
export function createEngine(options: {
  readonly state: EngineState;
  readonly clock: Clock;
  readonly onWarning: (warning: string) => void;
  /** Runs a step as a command of its own. */
  readonly run: (step: () => void) => void;
  readonly parse: Engine['parse'];
  readonly uniqueBusinessIds: boolean;
  readonly maxEndedInstances: number;
  readonly secrets: Engine['secrets'];
  readonly observer?: EngineObserver;
  readonly recorder: Recorder;
  readonly physicalTenantId: string;
}): Engine {
  const { state, clock, onWarning, run, parse, maxEndedInstances } = options;
  const { secrets, physicalTenantId, recorder } = options;
  const executables = [...state.definitions.values()].map((definition) =>
    createExecutable(definition, clock),
  );
  const guarded = (step: () => void): void => {
    try {
      step();
    } catch (error) {
      onWarning(`What fell due could not be done: ${toErrorMessage(error)}`);
    }
  };
  const schedule = createSchedule({
    state,
    clock,
    onDue: (due) => guarded(() => run(() => doDue(engine, due))),
    record: (doOne) => recorder.record({ name: 'due', run: doOne }),
  });
  const engine: Engine = {
    state,
    clock,
    onWarning,
    parse,
    secrets,
    recorder,
    physicalTenantId,
    counts: createCounts(),
    schedule,
    executables: new Map(executables.map((executable) => [executable.definition.key, executable])),
    definitionIndex: createDefinitionIndex(state),
    decisions: createDecisionStore(state, clock),
    resourceIndex: createResourceIndex(state),
    loopOutputs: new Map(),
    work: [],
    jobQueues: createJobQueues(state, (error) =>
      onWarning(`Jobs could not be handed to a client: ${toErrorMessage(error)}`),
    ),
    messageIndex: createMessageIndex(state),
    startLocks: createStartLocks(state),
    maxEndedInstances,
    endListeners: new Map(),
    conditionWatches: new Map(),
    drainingCounts: new Map(),
    transitionListeners: new Map(),
    endedNow: [],
    ...(options.observer && { observer: options.observer }),
    ...(options.uniqueBusinessIds && { activeBusinessIds: createActiveBusinessIds(state) }),
  };
  restoreWaiting(state, engine);
  restoreConditionWatches(engine);
  return engine;
}
