import type { JsonObject, JsonValue } from '@jobwright/json';

import type { ClusterVariable } from './cluster-variable-types.ts';
import type { AuditRecord } from './audit/audit-record.ts';
import type { ExecutionEvent } from '../model/listeners.ts';
import type { Incident, Key } from './commands.ts';
import type { Definition, ForgottenDefinition, ResourceVersion } from './deployment-records.ts';
import type { DecisionEvaluation } from './decisions/decision-passage.ts';
import type { DecisionRecord, DecisionRequirementsRecord } from './decisions/decision-records.ts';
import type { BatchRecord } from './batch/batch-types.ts';
import type { GlobalListener } from './global-listener-types.ts';
import type { HistoryRecord } from './history-records.ts';
import type { Job, JobEvent, JobState } from './job-record.ts';
import type { MessageRecord, SubscriptionRecord, TimerRecord, UserTaskRecord } from './waiting-records.ts';

export type { Definition, Job, JobEvent, JobState, ResourceVersion };
export type { MessageRecord, SubscriptionRecord, TimerRecord, UserTaskRecord };

/** `activating` and `completing` say which step to do again after an incident. */
export type Phase = 'activating' | 'active' | 'completing' | 'terminating';

/** One running element, and the scope of its variables. */
export interface ElementInstance {
  readonly key: Key;
  /** This and the next change when the process instance is migrated. */
  elementId: string;
  definitionKey: Key;
  readonly processInstanceKey: Key;
  /** The instance around it; null for a process instance. */
  readonly scopeKey: Key | null;
  phase: Phase;
  /** Its own variables. Never changed in place: others may hold the object. */
  variables: JsonObject;
  /** What completing has to merge: the variables of the job, message or timer that ended it. */
  result: JsonObject | null;
  /** In the order of their creation. Keys of some that have gone may be among them; empty when all have. */
  childKeys: Key[];
  /** How many keys in `childKeys` are of instances that have gone. */
  goneChildren?: number;
  /** Sequence flows whose tokens wait at a parallel join of this scope. */
  readonly waitingFlowIds: string[];
  jobKey: Key | null;
  readonly incidentKeys: Key[];
  readonly timerKeys: Key[];
  readonly subscriptionKeys: Key[];
  /** Position in the order in which elements of the process instance were entered; -1 until then. */
  enteredOrder: number;
  /** Milliseconds since 1970, by the engine's clock. */
  enteredAt: number;
  /** The number of an inner instance of a multi-instance activity, from 1 on. */
  loopCounter?: number;
  /** Progress of the body of a multi-instance activity. */
  loop?: LoopState;
  /** Of a process instance that a call activity started. */
  callerKey?: Key;
  /** How many call activities lie above a process instance. */
  callDepth?: number;
  /** The process instance that a call activity started. */
  calledKey?: Key;
  /** Of a process instance that an event started. */
  start?: StartedBy;
  /** Its event has already happened: it completes as soon as it is entered. */
  isTriggered?: boolean;
  /** An interrupting event sub-process has taken over this scope. */
  isInterrupted?: boolean;
  /** What a compensation event in this scope can undo. */
  compensable?: CompensableActivity[];
  /** Of a compensation handler: the event that waits for it. */
  compensationThrowKey?: Key;
  userTaskKey?: Key;
  /** Instances that have to end before it is entered. */
  heldBy?: Key[];
  /** Where the execution listeners of one event are. */
  listening?: ListenerProgress;
  /** A worker has said that an ad-hoc sub-process is to complete when nothing is left in it. */
  isFulfilled?: boolean;
  /** Of a process instance. */
  businessId?: string;
  /**
   * The last key before the business id was assigned to a running process instance: older jobs do not have
   * it.
   */
  businessIdSince?: Key;
  /** Of a process instance, for its jobs. */
  tags?: readonly string[];
}

export interface ListenerProgress {
  readonly event: ExecutionEvent;
  /** The listener that runs, or the next one. */
  next: number;
}

export interface LoopState {
  readonly items: readonly JsonValue[];
  created: number;
  completed: number;
  terminated: number;
}

export interface StartedBy {
  readonly nodeId: string;
  readonly variables: JsonObject;
  /** Of the message that started it: a second instance waits until this one has ended. */
  readonly correlationKey?: string;
}

/** A completed activity, with what completed in it. */
export interface CompensableActivity {
  readonly activityId: string;
  /** The boundary event with the handler; null for a sub-process that only contains such activities. */
  readonly boundaryId: string | null;
  readonly inner: readonly CompensableActivity[];
}

export interface IncidentRecord extends Incident {
  /** What resolving does again. */
  readonly step: 'activate' | 'complete' | 'cancel' | 'listen' | 'job';
}

export interface EndedInstance {
  readonly processInstanceKey: Key;
  readonly bpmnProcessId: string;
  readonly state: 'COMPLETED' | 'TERMINATED';
  readonly variables: JsonObject;
  readonly parentProcessInstanceKey?: Key;
  readonly businessId?: string;
  readonly tags?: readonly string[];
  readonly origin: EndedOrigin;
}

/** Where an ended instance came from, to find it by. */
export interface EndedOrigin {
  readonly definitionKey: Key;
  readonly tenantId: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly callerKey?: Key;
}

/**
 * Everything the engine knows, as plain data: what is derived (compiled FEEL, queues, heaps) is built from
 * it.
 */
export interface EngineState {
  lastKey: number;
  /** Where the clock stands, while it is pinned. */
  pinnedAtMs?: number;
  readonly definitions: Map<Key, Definition>;
  /** The last versions of processes that were deleted; bounded. */
  readonly forgottenDefinitions: Map<Key, ForgottenDefinition>;
  /** Texts of deployed files by their checksum. */
  readonly resources: Map<string, string>;
  readonly decisionRequirements: Map<Key, DecisionRequirementsRecord>;
  readonly decisions: Map<Key, DecisionRecord>;
  /** Forms and other files. */
  readonly resourceVersions: Map<Key, ResourceVersion>;
  /** Highest number of a deleted version, by what has the versions. */
  readonly usedVersions: Map<string, number>;
  readonly elementInstances: Map<Key, ElementInstance>;
  readonly jobs: Map<Key, Job>;
  readonly incidents: Map<Key, IncidentRecord>;
  readonly timers: Map<Key, TimerRecord>;
  readonly subscriptions: Map<Key, SubscriptionRecord>;
  readonly messages: Map<Key, MessageRecord>;
  readonly userTasks: Map<Key, UserTaskRecord>;
  /** By tenant, those of all processes under the empty text, and by name. */
  readonly clusterVariables: Map<string, Map<string, ClusterVariable>>;
  /** By id. */
  readonly globalListeners: Map<string, GlobalListener>;
  /** Elements after which a process instance ends, by its key. */
  readonly terminateAfter: Map<Key, readonly string[]>;
  /** What was passed, by process instance; kept for running instances and for those in `ended`. */
  readonly histories: Map<Key, HistoryRecord>;
  readonly batchOperations: Map<Key, BatchRecord>;
  /** What was done by commands, oldest first; bounded. */
  readonly auditLog: AuditRecord[];
  /** Decisions that were evaluated by themselves, oldest first; bounded. */
  readonly evaluations: Map<Key, DecisionEvaluation>;
  /** The last instances that ended, oldest first; bounded. */
  readonly ended: Map<Key, EndedInstance>;
}

/** Keys of partition 1 start here. */
export const FIRST_KEY = 2 ** 51;

export function createEngineState(): EngineState {
  return {
    lastKey: FIRST_KEY,
    definitions: new Map(),
    forgottenDefinitions: new Map(),
    resources: new Map(),
    decisionRequirements: new Map(),
    decisions: new Map(),
    resourceVersions: new Map(),
    usedVersions: new Map(),
    elementInstances: new Map(),
    jobs: new Map(),
    incidents: new Map(),
    timers: new Map(),
    subscriptions: new Map(),
    messages: new Map(),
    userTasks: new Map(),
    clusterVariables: new Map(),
    globalListeners: new Map(),
    terminateAfter: new Map(),
    histories: new Map(),
    batchOperations: new Map(),
    auditLog: [],
    evaluations: new Map(),
    ended: new Map(),
  };
}

export function nextKey(state: EngineState): Key {
  state.lastKey += 1;
  return String(state.lastKey);
}
