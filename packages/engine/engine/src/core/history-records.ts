import type { JsonObject } from '@jobwright/json';

import type { Key } from './key.ts';

/** One passage of a process instance through an element. */
export interface ElementPassage {
  readonly elementInstanceKey: Key;
  readonly elementId: string;
  /** As the model names it, such as `serviceTask`. */
  readonly elementType: string;
  /** The instance that contains it: the process instance, a sub-process or a multi-instance body. */
  readonly scopeKey: Key | null;
  /** The number of an inner instance of a multi-instance activity. */
  readonly loopCounter?: number;
  state: 'ACTIVE' | 'COMPLETED' | 'TERMINATED';
  /** Milliseconds since 1970, by the engine's clock. */
  readonly enteredAt: number;
  endedAt?: number;
  /** Position in the order in which elements ended. */
  endedOrder?: number;
  /** Its own variables when it ended. */
  variables?: JsonObject;
}

/** A job of a process instance. */
export interface JobPassage {
  readonly jobKey: Key;
  readonly type: string;
  readonly elementId: string;
  /** How it ended; `ACTIVE` until then. */
  state: 'ACTIVE' | 'COMPLETED' | 'CANCELED' | 'ERROR_THROWN';
  failures: number;
}

/** An incident of a process instance, resolved or not. */
export interface IncidentPassage {
  readonly incidentKey: Key;
  readonly type: string;
  readonly message: string;
  readonly elementId: string;
  isResolved: boolean;
}

/** A message or signal that an event of a process instance received. */
export interface MessagePassage {
  readonly name: string;
  readonly correlationKey: string | null;
  /** The event that received it. */
  readonly elementId: string;
  readonly correlatedAt: number;
}

/** What a process instance passed, in order of entering; each list is bounded. */
export interface InstanceHistory {
  readonly processInstanceKey: Key;
  readonly bpmnProcessId: string;
  readonly elements: ElementPassage[];
  readonly jobs: JobPassage[];
  readonly incidents: IncidentPassage[];
  readonly messages: MessagePassage[];
  /** How many elements have ended. */
  ended: number;
  /** Whether more happened than is kept. */
  isTruncated: boolean;
}
