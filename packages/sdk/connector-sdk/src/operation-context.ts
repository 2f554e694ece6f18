import type { DocumentStore } from './documents.ts';
import type { EffectLog } from './effect-log.ts';
import type { Logger } from './logger.ts';
import type { OutboundNetwork } from './outbound-network.ts';
import type { ResourceScope } from '@jobwright/concurrency';
import type { Trace } from './trace.ts';

/** The facts of the job that a connector may use, for correlation and audit. Keys are decimal strings. */
export interface JobFacts {
  readonly key: string;
  readonly type: string;
  readonly processInstanceKey: string;
  readonly bpmnProcessId: string;
  readonly elementId: string;
  readonly elementInstanceKey: string;
  /** Attempts left, this one included. */
  readonly retries: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly tenantId: string;
  /** Which engine of a cluster with several. Undefined: its only one. */
  readonly physicalTenantId?: string;
  /** Jobs with a higher one are handed out first. Undefined: the cluster says nothing of it. */
  readonly priority?: number;
  /** Labels of its process instance. Undefined: it has none. */
  readonly tags?: readonly string[];
  /**
   * Identifies its process instance in the business, such as the number of an order. Undefined: it has none.
   */
  readonly businessId?: string;
}

/** All that an operation gets besides its input. Small on purpose: a test passes an object literal. */
export interface OperationContext {
  /** Aborts when the job may no longer be worked on: its deadline, or the end of the drain at shutdown. */
  readonly signal: AbortSignal;
  /**
   * When `signal` aborts at the latest, in milliseconds by `performance.now()`, for limits that another
   * machine keeps. Undefined: not known.
   */
  readonly expiresAt?: number;
  readonly logger: Logger;
  readonly documents: DocumentStore;
  /** The same text on every delivery of the same job, and on no other job of this cluster. */
  readonly idempotencyKey: string;
  readonly job: JobFacts;
  /** Remembers effects that the other side cannot recognise as repeated. */
  readonly effects: EffectLog;
  /** Holds pools and clients between jobs; see `defineResource`. */
  readonly resources: ResourceScope;
  /**
   * Which machines may be reached, and how. Whoever connects to another machine asks it;
   * `@jobwright/http-client` does.
   */
  readonly network: OutboundNetwork;
  /**
   * Hides a text that the operation has obtained, such as an access token, in logs, failures and traces of
   * this job from now on. Values of fields marked `secret` and what stands for `{{secrets.NAME}}` are hidden
   * anyway. A test may leave it out.
   */
  readonly hideSecret?: (secret: string) => void;
  /**
   * Records calls to other machines as spans of the job; `@jobwright/http-client` does it. A test passes
   * `noTrace`.
   */
  readonly trace: Trace;
}
