import {
  type Connector,
  type DocumentStore,
  type EffectLog,
  type Logger,
  openNetwork,
  type OutboundNetwork,
  silentLogger,
} from '@jobwright/connector-sdk';
import { createMemoryDocumentStore } from './documents/memory-document-store.ts';
import { createMemoryEffectLog } from './effects/memory-effect-log.ts';
import {
  type ExpressionOptions,
  type ExpressionSettings,
  resolveExpressionOptions,
} from './expressions/expression-settings.ts';
import type { JobMarks } from './marks/job-marks.ts';
import { createMemoryJobMarks } from './marks/mark-book.ts';
import type { ProcessModels } from './models/process-models.ts';
import type { JobObserver } from './observe/job-observer.ts';
import type { SecretPolicy } from './secrets/job-secrets.ts';
import { createStaticSecrets } from './secrets/secret-provider.ts';

/** Connectors, limits, secrets and stores of a runtime. */
export interface RuntimeOptions {
  /** Each job type once. */
  readonly connectors: readonly Connector[];
  /** Default: no secrets. */
  readonly secrets?: SecretPolicy;
  /**
   * Where deployed models come from, which say where secrets count. Default: an adapter asks its engine; without one a job with a
   * placeholder becomes an incident, but with `secrets.scope: 'any'`.
   */
  readonly models?: ProcessModels;
  /** Default: kept in the memory of this process. */
  readonly documents?: DocumentStore;
  /** The most that is fetched of an external document, one that a job gives by its URL. Default 50,000,000. */
  readonly maxExternalDocumentBytes?: number;
  /** Which machines connectors may reach, and how; `createOutboundNetwork` of `@jobwright/http-client` makes one. Default: all, directly. */
  readonly network?: OutboundNetwork;
  /** Default: kept in the memory of this process. */
  readonly effects?: EffectLog;
  /** Which jobs were at work when a process died. Runtimes of one process share one. Default: in the memory of this process. */
  readonly marks?: JobMarks;
  /** Default: silent. A pino logger fits. */
  readonly logger?: Logger;
  /** Told what happens to jobs, such as metrics and traces. Default: none. */
  readonly observers?: readonly JobObserver[];
  /** Jobs worked on at a time, all connectors together. Default 256. */
  readonly maxConcurrentJobs?: number;
  /** Jobs held at a time for one connector: a number for each, or by job type. Default 128. */
  readonly maxJobsPerConnector?: number | Readonly<Record<string, number>>;
  /**
   * Bytes of the variables and headers of all jobs held at a time. No more are asked for beyond it, but each connector may hold
   * one job, however large. Default 50,000,000.
   */
  readonly maxHeldBytes?: number;
  /** The longest a job may take when its task has no `jobTimeout` header, in milliseconds. Default 300,000. */
  readonly maxJobDurationMs?: number;
  /** By how much the deadline of a running job is moved on at a time, in milliseconds. Default 60,000. */
  readonly deadlineExtensionMs?: number;
  /**
   * The longest wait before another attempt that a `Retry-After`, a connector or `jobError` may ask for, in milliseconds; beyond it the
   * job becomes an incident that says so. The header `retryBackoff` is not bounded by it. Default 86,400,000, a day.
   */
  readonly maxRetryDelayMs?: number;
  /**
   * Put before every idempotency key. Job keys start anew on a new cluster: set it where receivers outlive clusters,
   * e.g. to the cluster's id. Default: empty.
   */
  readonly idempotencyNamespace?: string;
  /** By what FEEL result and error expressions are evaluated. Default: that of Camunda 8.10. */
  readonly expressions?: ExpressionOptions;
}

export interface ResolvedRuntimeOptions {
  readonly connectors: ReadonlyMap<string, Connector>;
  readonly secrets: SecretPolicy;
  readonly models: ProcessModels | undefined;
  readonly documents: DocumentStore;
  readonly maxExternalDocumentBytes: number;
  readonly network: OutboundNetwork;
  readonly effects: EffectLog;
  readonly marks: JobMarks;
  readonly logger: Logger;
  readonly observers: readonly JobObserver[];
  readonly variablesOf: (type: string) => readonly string[];
  readonly maxConcurrentJobs: number;
  readonly maxJobsOf: (type: string) => number;
  readonly maxHeldBytes: number;
  readonly maxJobDurationMs: number;
  readonly deadlineExtensionMs: number;
  readonly maxRetryDelayMs: number;
  readonly idempotencyNamespace: string;
  readonly expressions: ExpressionSettings;
}

const DEFAULT_JOBS_PER_CONNECTOR = 128;

/** @throws Error that names the option and what it takes */
export function resolveRuntimeOptions(options: RuntimeOptions): ResolvedRuntimeOptions {
  const connectors = new Map<string, Connector>();
  for (const connector of options.connectors) {
    if (connectors.has(connector.type)) {
      throw new Error(`Two connectors have the job type ${connector.type}: leave one of them out`);
    }
    connectors.set(connector.type, connector);
  }
  const perConnector = options.maxJobsPerConnector ?? DEFAULT_JOBS_PER_CONNECTOR;
  const limits = typeof perConnector === 'number' ? [perConnector] : Object.values(perConnector);
  for (const limit of limits) expectCount('maxJobsPerConnector', limit);
  return {
    connectors,
    secrets: options.secrets ?? { provider: createStaticSecrets({}) },
    models: options.models,
    documents: options.documents ?? createMemoryDocumentStore(),
    maxExternalDocumentBytes: expectCount(
      'maxExternalDocumentBytes',
      options.maxExternalDocumentBytes ?? 50_000_000,
    ),
    network: options.network ?? openNetwork,
    effects: options.effects ?? createMemoryEffectLog(),
    marks: options.marks ?? createMemoryJobMarks(),
    logger: options.logger ?? silentLogger,
    observers: options.observers ?? [],
    variablesOf: (type) => toVariables(connectors.get(type), options.observers ?? []),
    maxConcurrentJobs: expectCount('maxConcurrentJobs', options.maxConcurrentJobs ?? 256),
    maxJobsOf: (type) =>
      typeof perConnector === 'number' ? perConnector : (perConnector[type] ?? DEFAULT_JOBS_PER_CONNECTOR),
    maxHeldBytes: expectCount('maxHeldBytes', options.maxHeldBytes ?? 50_000_000),
    maxJobDurationMs: expectCount('maxJobDurationMs', options.maxJobDurationMs ?? 300_000),
    deadlineExtensionMs: expectCount('deadlineExtensionMs', options.deadlineExtensionMs ?? 60_000),
    maxRetryDelayMs: expectCount('maxRetryDelayMs', options.maxRetryDelayMs ?? 86_400_000),
    idempotencyNamespace: options.idempotencyNamespace ?? '',
    expressions: resolveExpressionOptions(options.expressions),
  };
}

/** Of a connector that takes all variables, the adapter fetches all. */
function toVariables(connector: Connector | undefined, observers: readonly JobObserver[]): readonly string[] {
  if (connector?.inputVariables === undefined) return [];
  return [...new Set([...connector.inputVariables, ...observers.flatMap(({ variables = [] }) => variables)])];
}

function expectCount(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new Error(`${name} must be a whole number from 1 on, got ${value}`);
}
