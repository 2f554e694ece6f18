import type { JsonObject } from '@jobwright/json';

import type { ProcessGraph } from '../model/graph.ts';
import type { Incident, Key } from './commands.ts';

/** A deployed version of a process. */
export interface Definition {
  readonly key: Key;
  readonly bpmnProcessId: string;
  readonly version: number;
  readonly resourceName: string;
  /** Of the file it was deployed with. */
  readonly checksum: string;
  readonly tenantId: string;
  readonly graph: ProcessGraph;
}

/** `activating` and `completing` say which step to do again after an incident. */
export type Phase = 'activating' | 'active' | 'completing';

/** One running element, and the scope of its variables. */
export interface ElementInstance {
  readonly key: Key;
  readonly elementId: string;
  readonly definitionKey: Key;
  readonly processInstanceKey: Key;
  /** The instance around it; null for a process instance. */
  readonly scopeKey: Key | null;
  phase: Phase;
  /** Its own variables. Never changed in place: others may hold the object. */
  variables: JsonObject;
  /** What completing has to merge: the variables of the job, message or timer that ended it. */
  result: JsonObject | null;
  readonly childKeys: Key[];
  /** Sequence flows whose tokens wait at a parallel join of this scope. */
  readonly waitingFlowIds: string[];
  jobKey: Key | null;
  readonly incidentKeys: Key[];
  readonly timerKeys: Key[];
  readonly subscriptionKeys: Key[];
}

/** `FAILED` with `availableAt` comes back by itself; without, an incident holds it. */
export type JobState = 'ACTIVATABLE' | 'ACTIVATED' | 'FAILED' | 'ERROR_THROWN';

export interface Job {
  readonly key: Key;
  readonly type: string;
  readonly tenantId: string;
  readonly elementInstanceKey: Key;
  state: JobState;
  retries: number;
  worker: string;
  /** While activated. */
  deadline: number | null;
  /** While it backs off. */
  availableAt: number | null;
  /** How often it was queued: distinguishes its entry in the queue from an older one. */
  offers: number;
}

export interface IncidentRecord extends Incident {
  /** What resolving does again. */
  readonly step: 'activate' | 'complete' | 'job';
}

/** A due date of a catch or boundary event. */
export interface TimerRecord {
  readonly key: Key;
  readonly elementInstanceKey: Key;
  /** The event: the instance's own element or one of its boundary events. */
  readonly nodeId: string;
  at: number;
  /** How often it fires from here on, the next time included; -1 without end. */
  remaining: number;
}

export interface SubscriptionRecord {
  readonly key: Key;
  readonly elementInstanceKey: Key;
  readonly nodeId: string;
  readonly messageName: string;
  readonly correlationKey: string;
  readonly bpmnProcessId: string;
  readonly tenantId: string;
}

export interface MessageRecord {
  readonly key: Key;
  readonly name: string;
  readonly correlationKey: string;
  readonly messageId: string;
  readonly variables: JsonObject;
  readonly tenantId: string;
  readonly expiresAt: number;
  /** Processes that have had it: one message reaches a process once. */
  readonly correlatedTo: string[];
}

export interface EndedInstance {
  readonly processInstanceKey: Key;
  readonly bpmnProcessId: string;
  readonly state: 'COMPLETED' | 'TERMINATED';
  readonly variables: JsonObject;
}

/** Everything the engine knows, as plain data: what is derived (compiled FEEL, queues, heaps) is built from it. */
export interface EngineState {
  lastKey: number;
  readonly definitions: Map<Key, Definition>;
  /** Texts of deployed files by their checksum. */
  readonly resources: Map<string, string>;
  readonly elementInstances: Map<Key, ElementInstance>;
  readonly jobs: Map<Key, Job>;
  readonly incidents: Map<Key, IncidentRecord>;
  readonly timers: Map<Key, TimerRecord>;
  readonly subscriptions: Map<Key, SubscriptionRecord>;
  readonly messages: Map<Key, MessageRecord>;
  /** The last instances that ended, oldest first; bounded. */
  readonly ended: Map<Key, EndedInstance>;
}

/** Keys of partition 1 start here. */
export const FIRST_KEY = 2 ** 51;

export function createEngineState(): EngineState {
  return {
    lastKey: FIRST_KEY,
    definitions: new Map(),
    resources: new Map(),
    elementInstances: new Map(),
    jobs: new Map(),
    incidents: new Map(),
    timers: new Map(),
    subscriptions: new Map(),
    messages: new Map(),
    ended: new Map(),
  };
}

export function nextKey(state: EngineState): Key {
  state.lastKey += 1;
  return String(state.lastKey);
}
