import {
  type Connector,
  type DocumentStore,
  type EffectLog,
  type Logger,
  openNetwork,
  type OutboundNetwork,
  silentLogger,
} from '@jobwright/connector-sdk';
import type { CapacityLimits } from './capacity/capacity-pool.ts';
import { expectCount } from './capacity/expect-count.ts';
import { resolveCapacityLimits } from './capacity/resolve-capacity-limits.ts';
import { createMemoryDocumentStore } from './documents/memory-document-store.ts';
import { createMemoryEffectLog } from './effects/memory-effect-log.ts';
import {
  type ExpressionOptions,
  type ExpressionSettings,
  resolveExpressionOptions,
} from './expressions/expression-settings.ts';
import type { JobMarks } from './marks/job-marks.ts';
import { createMemoryJobMarks } from './marks/mark-book.ts';
import type { HasVariable } from './inputs/has-variable.ts';
import type { ProcessModels } from './models/process-models.ts';
import type { JobObserver } from './observe/job-observer.ts';
import type { SecretPolicy } from './secrets/job-secrets.ts';
import { createStaticSecrets } from './secrets/secret-provider.ts';

/** Connectors, limits, secrets and stores of a runtime. */
export interface RuntimeOptions {
  /** The connectors to run, each job type once. */
  readonly connectors: readonly Connector[];
  /** Default: no secrets. */
  readonly secrets?: SecretPolicy;
  /**
   * Where deployed models come from: they say where secrets count. Default: an adapter asks its engine;
   * without one a job with a placeholder becomes an incident, unless `secrets.scope` is `any`.
   */
  readonly models?: ProcessModels;
  /**
   * Whether the task of a job sees a variable, for messages about inputs that are null. Default: not known:
   * such a message says what may be missing.
   */
  readonly hasVariable?: HasVariable;
  /** Default: kept in the memory of this process. */
  readonly documents?: DocumentStore;
  /** The largest external document, one that a job gives by its URL, in bytes. Default 50,000,000. */
  readonly maxExternalDocumentBytes?: number;
  /**
   * Which machines connectors may reach, and how; `createOutboundNetwork` of `@jobwright/http-client` creates
   * one. Default: all, directly.
   */
  readonly network?: OutboundNetwork;
  /** Default: kept in the memory of this process. */
  readonly effects?: EffectLog;
  /**
   * Which jobs were running when a process died. Runtimes of one process share one. Default: kept in the
   * memory of this process.
   */
  readonly marks?: JobMarks;
  /**
   * A pino logger fits, and `console`. Default: `startConnectors` and `attachConnectors` write warnings and
   * errors to standard error; a runtime that you create yourself is silent.
   */
  readonly logger?: Logger;
  /** They observe jobs, such as metrics and traces. Default: none. */
  readonly observers?: readonly JobObserver[];
  /** Jobs that run at a time, all connectors together. Default 256. */
  readonly maxConcurrentJobs?: number;
  /**
   * Jobs of one connector in flight at a time: one number for each connector, or by job type. Default 128.
   */
  readonly maxJobsPerConnector?: number | Readonly<Record<string, number>>;
  /**
   * Bytes of the variables and headers of all jobs in flight at a time. Beyond it no more jobs are asked for,
   * but each connector may always have one, however large. Default 50,000,000.
   */
  readonly maxHeldBytes?: number;
  /**
   * The longest a job may take when its task has no `jobTimeout` header, in milliseconds. Default 300,000.
   */
  readonly maxJobDurationMs?: number;
  /** By how much the deadline of a running job is extended at a time, in milliseconds. Default 60,000. */
  readonly deadlineExtensionMs?: number;
  /**
   * The longest delay before another attempt that a `Retry-After`, a connector or `jobError` may ask for, in
   * milliseconds. Beyond it the job becomes an incident that says so. Also how long a job waits in all for
   * rate limits without spending a retry, counted by this runtime since its start. It does not bound the
   * header `retryBackoff`. Default 86,400,000, a day.
   */
  readonly maxRetryDelayMs?: number;
  /**
   * Put before every idempotency key. A new cluster counts job keys from the start again: set it where
   * receivers outlive clusters, e.g. to the cluster's id. Default: empty.
   */
  readonly idempotencyNamespace?: string;
  /** Which FEEL evaluates result and error expressions. Default: that of Camunda 8.10. */
  readonly expressions?: ExpressionOptions;
}

export interface ResolvedRuntimeOptions {
  readonly connectors: ReadonlyMap<string, Connector>;
  readonly secrets: SecretPolicy;
  readonly models: ProcessModels | undefined;
  readonly hasVariable: HasVariable;
  readonly documents: DocumentStore;
  readonly maxExternalDocumentBytes: number;
  readonly network: OutboundNetwork;
  readonly effects: EffectLog;
  readonly marks: JobMarks;
  readonly logger: Logger;
  readonly observers: readonly JobObserver[];
  readonly variablesOf: (type: string) => readonly string[];
  readonly limits: CapacityLimits;
  readonly maxJobDurationMs: number;
  readonly deadlineExtensionMs: number;
  readonly maxRetryDelayMs: number;
  readonly idempotencyNamespace: string;
  readonly expressions: ExpressionSettings;
}

/** @throws Error that names the option and what it accepts */
export function resolveRuntimeOptions(options: RuntimeOptions): ResolvedRuntimeOptions {
  const connectors = new Map<string, Connector>();
  for (const connector of options.connectors) {
    if (connectors.has(connector.type)) {
      throw new Error(`Two connectors have the job type ${connector.type}: leave one of them out`);
    }
    connectors.set(connector.type, connector);
  }
  return {
    connectors,
    secrets: options.secrets ?? { provider: createStaticSecrets({}) },
    models: options.models,
    hasVariable: options.hasVariable ?? (() => undefined),
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
    variablesOf: (type) => listVariables(connectors.get(type), options.observers ?? []),
    limits: resolveCapacityLimits(options),
    maxJobDurationMs: expectCount('maxJobDurationMs', options.maxJobDurationMs ?? 300_000),
    deadlineExtensionMs: expectCount('deadlineExtensionMs', options.deadlineExtensionMs ?? 60_000),
    maxRetryDelayMs: expectCount('maxRetryDelayMs', options.maxRetryDelayMs ?? 86_400_000),
    idempotencyNamespace: options.idempotencyNamespace ?? '',
    expressions: resolveExpressionOptions(options.expressions),
  };
}

/** Empty, which means all, for a connector that takes all variables. */
function listVariables(
  connector: Connector | undefined,
  observers: readonly JobObserver[],
): readonly string[] {
  if (connector?.inputVariables === undefined) return [];
  return [...new Set([...connector.inputVariables, ...observers.flatMap(({ variables = [] }) => variables)])];
}
