import type { DocumentStore } from '@jobwright/connector-sdk';
import type { ProcessModels, RuntimeOptions } from '@jobwright/runtime';
import type { EngineSettings } from './engine/engine-settings.ts';
import type { TaskFilters } from './tasks/task-filters.ts';
import type { Topics } from './tasks/topic-table.ts';
import type { EngineTypesOptions } from './variables/engine-types.ts';

/** How tasks are fetched from an engine. */
export interface WorkerOptions extends TaskFilters, EngineTypesOptions {
  /** The topics of job types whose topic has another name, or several. Default: the job type is the topic. */
  readonly topics?: Topics;
  /**
   * Begins the name by which the engine shows who has locked a task; each poll adds a part of its own.
   * Default: `jobwright-` and the name of the host.
   */
  readonly workerName?: string;
  /**
   * How long a task is locked without a sign of life, in milliseconds; extended while it runs. Default
   * 60,000.
   */
  readonly lockDurationMs?: number;
  /**
   * How long the engine keeps a poll open while there are no tasks, in milliseconds. A task that was created
   * on another node of a cluster, or whose retry is due, may wait for so long. Default 2,000.
   */
  readonly pollMs?: number;
  /** The attempts of a task without an extension property `retries`, which says how many. Default 3. */
  readonly defaultRetries?: number;
  /** The largest document that is stored in the engine, in bytes. Default 20,971,520 (20 MiB). */
  readonly maxDocumentBytes?: number;
}

/** What runs on an engine, and how. */
export interface ConnectorWorkersOptions extends RuntimeOptions, WorkerOptions {
  /** Where deployed models come from, which say where secrets and FEEL count. Default: the engine. */
  readonly models?: ProcessModels;
  /** Where new documents go. Default: they are files of the process instance, in the engine. */
  readonly documents?: DocumentStore;
}

/** How connectors run beside a client of the application. */
export interface AttachConnectorsOptions extends ConnectorWorkersOptions, Partial<EngineSettings> {}

/** Where an engine of Camunda 7 or Operaton is, and how tasks are fetched from it. */
export interface Camunda7Options extends EngineSettings, WorkerOptions {
  /**
   * In logs, metrics and traces; part of idempotency keys too. Default: none for the only cluster, else
   * `camunda7`.
   */
  readonly name?: string;
  /**
   * How long the engine may take to answer at the start, in milliseconds; `Infinity` waits forever. Default
   * 10,000.
   */
  readonly connectTimeoutMs?: number;
  /** Jobs that run on it at a time. Default: as many as on all clusters together. */
  readonly maxConcurrentJobs?: number;
}
