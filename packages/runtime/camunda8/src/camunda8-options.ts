import type { Camunda8Configuration } from './cluster/camunda8-configuration.ts';
import type { Environment } from './cluster/read-cluster-settings.ts';
import type { WorkerOptions } from './worker-options.ts';

/** Where a Camunda 8 cluster is, and how jobs are fetched from it. */
export interface Camunda8Options extends WorkerOptions {
  /**
   * In logs, metrics and traces; part of idempotency keys too. Default: none for the only cluster, else
   * `camunda8`.
   */
  readonly name?: string;
  /** Default: the `ZEEBE_*` and `CAMUNDA_*` variables of the environment. */
  readonly settings?: Camunda8Configuration;
  /**
   * What jobs come over. `auto`: gRPC, unless the address of the REST API is the only one that is set.
   * `rest`: no gRPC connection is opened. Default: `JOBWRIGHT_CLUSTER_TRANSPORT`, else `auto`.
   */
  readonly transport?: 'auto' | 'grpc' | 'rest';
  /** Has the variables for what `settings` leaves out. Default: those of the process. */
  readonly environment?: Environment;
  /**
   * How long the cluster may take to answer at the start, in milliseconds; `Infinity` waits forever. Of
   * several clusters, the longest counts for the first that answers. Default 10,000.
   */
  readonly connectTimeoutMs?: number;
  /** Jobs that run on it at a time. Default: as many as on all clusters together. */
  readonly maxConcurrentJobs?: number;
}
