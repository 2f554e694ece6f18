import type { GraphNode } from '../model/graph.ts';
import type { ParsedResource, Resource } from '../model/deployable.ts';
import type { ActiveBusinessIds } from './active-business-ids.ts';
import type { Clock, InstanceEnd, Key } from './commands.ts';
import type { DecisionStore } from './decisions/decision-store.ts';
import type { ConditionWatch } from './condition-watch.ts';
import type { EngineObserver } from './engine-observer.ts';
import type { DefinitionIndex } from './definition-index.ts';
import type { CountedEvents } from './engine-counts.ts';
import type { ElementInstance, EngineState, ResourceVersion } from './engine-state.ts';
import type { Executable } from './executable.ts';
import type { JobQueues } from './job-queues.ts';
import type { LoopOutputs } from './loop-output-list.ts';
import type { MessageIndex } from './message-index.ts';
import type { Recorder } from './recorder.ts';
import type { SecretProvider } from './secret-provider.ts';
import type { StartLocks } from './start-locks.ts';
import type { Schedule } from './schedule.ts';
import type { VersionIndex } from './version-index.ts';
import type { OnTransitionEnd } from './transition-end.ts';
import type { Work } from './work.ts';

/** What the steps of a command share: the state, and what is derived from it. */
export interface Engine {
  readonly state: EngineState;
  readonly clock: Clock;
  readonly executables: Map<Key, Executable>;
  readonly definitionIndex: DefinitionIndex;
  readonly decisions: DecisionStore;
  readonly resourceIndex: VersionIndex<ResourceVersion>;
  /** By the key of the multi-instance body. */
  readonly loopOutputs: Map<Key, LoopOutputs>;
  readonly work: Work[];
  readonly jobQueues: JobQueues;
  readonly schedule: Schedule;
  readonly messageIndex: MessageIndex;
  readonly startLocks: StartLocks;
  /** How many ended process instances are remembered. */
  readonly maxEndedInstances: number;
  readonly endListeners: Map<Key, Set<(end: InstanceEnd) => void>>;
  /** By process instance, of those that can wait for conditions. */
  readonly conditionWatches: Map<Key, ConditionWatch>;
  /**
   * Running process instances of deleted definitions, as far as they have been counted. Derived from the
   * state.
   */
  readonly drainingCounts: Map<Key, number>;
  /** Who waits for the end of what happens to a user task. */
  readonly transitionListeners: Map<Key, Set<OnTransitionEnd>>;
  /** Instances with listeners that ended during the running command. */
  readonly endedNow: Key[];
  /** Only if business ids have to be unique. */
  readonly activeBusinessIds?: ActiveBusinessIds;
  readonly onWarning: (warning: string) => void;
  readonly secrets: SecretProvider;
  readonly recorder: Recorder;
  readonly physicalTenantId: string;
  readonly counts: CountedEvents;
  readonly observer?: EngineObserver;
  /** Reads what is deployed. */
  readonly parse: (resources: readonly Resource[]) => Promise<readonly ParsedResource[]>;
}

export function getExecutable(
  { executables }: Engine,
  instance: Pick<ElementInstance, 'definitionKey'>,
): Executable {
  const executable = executables.get(instance.definitionKey);
  if (!executable) throw new Error(`There is no definition with the key ${instance.definitionKey}`);
  return executable;
}

export function getNode(engine: Engine, instance: ElementInstance): GraphNode {
  return getExecutable(engine, instance).node(instance.elementId);
}

export function getScope(
  { state }: Engine,
  instance: Pick<ElementInstance, 'scopeKey'>,
): ElementInstance | undefined {
  return instance.scopeKey === null ? undefined : state.elementInstances.get(instance.scopeKey);
}
