import type { JobCapacity } from '../capacity/job-capacity.ts';
import type { ConnectorControl } from '../connector-control.ts';
import type { RuntimeOptions } from '../runtime-options.ts';

/**
 * An engine that connectors can run on. The packages of the engines create it, such as `camunda8` of
 * `@jobwright/camunda8`.
 */
export interface ClusterAdapter {
  /** What engine it is, such as `camunda8`. */
  readonly kind: string;
  /**
   * Its name in logs, metrics and traces; part of idempotency keys too. Default: none for the only cluster,
   * else its kind.
   */
  readonly name?: string | undefined;
  /** How long it may take to answer at the start, in milliseconds; `Infinity` waits forever. */
  readonly connectTimeoutMs: number;
  /** Jobs that run on it at a time. Default: as many as on all clusters together. */
  readonly maxConcurrentJobs?: number | undefined;
  /**
   * Runs connectors on it. Resolves when it has answered.
   * @throws ClusterSettingsError when its settings are incomplete
   * @throws ClusterUnreachableError when it does not answer in time
   */
  start(options: ClusterStartOptions): Promise<ConnectorWorkers>;
}

/** What runs on a cluster, and how long to wait for it. */
export interface ClusterStartOptions extends RuntimeOptions {
  /** How long the cluster may take to answer, in milliseconds; `Infinity` waits forever. */
  readonly connectTimeoutMs: number;
  /** Its part of the capacity that all clusters share: for `createConnectorRuntime`. */
  readonly capacity: JobCapacity;
  /** Ends the wait for the cluster. */
  readonly signal: AbortSignal;
}

/** Connectors that run on a cluster. */
export interface ConnectorWorkers {
  /** Pauses connectors, counts jobs and so on. */
  readonly runtime: ConnectorControl;
  /** Whether jobs can be fetched now; true at the start. */
  readonly isConnected: boolean;
  /**
   * Fetches no more jobs, lets running ones end for up to `timeoutMs` (default 20,000), and hands the rest
   * back. Safe to call twice.
   */
  close(options?: { readonly timeoutMs?: number }): Promise<void>;
}
