import type { DocumentStore } from '@jobwright/connector-sdk';
import type { ProcessModels, RuntimeOptions } from '@jobwright/runtime';
import type { StreamMode } from './jobs/stream-switch.ts';

/** How jobs are fetched from a cluster. */
export interface WorkerOptions {
  /** Shown by the engine as the holder of a job. Default: `jobwright-` and the name of the host. */
  readonly workerName?: string;
  /** How long a job is kept for this worker without a sign of life, in milliseconds. Default 60,000. */
  readonly activationTimeoutMs?: number;
  /** Whose jobs are fetched. Default: the tenant of the settings (`CAMUNDA_TENANT_ID`), else `<default>`. */
  readonly tenantIds?: readonly string[];
  /**
   * `auto`: the cluster pushes jobs as they come where it can, beside polls, but for types whose jobs have
   * priorities, which pushing ignores. `on`: those too. `off`: jobs are only polled. One for all connectors,
   * or by job type. Default `auto`.
   */
  readonly streams?: StreamMode | Readonly<Record<string, StreamMode>>;
  /**
   * `on`: only the answer of the latest delivery of a job counts, so that it is settled once; from then on
   * the cluster never gives the job to a worker without leases. All workers of a job type must have the same.
   * From Camunda 8.10 on. Default `off`.
   */
  readonly lease?: 'off' | 'on';
}

/** What runs on a cluster, and how. */
export interface ConnectorWorkersOptions extends RuntimeOptions, WorkerOptions {
  /** Where deployed models come from, which say where secrets may be used. Default: the cluster. */
  readonly models?: ProcessModels;
  /**
   * Default: in the cluster, when the address of its REST API is known (`ZEEBE_REST_ADDRESS`), else in the
   * memory of this process.
   */
  readonly documents?: DocumentStore;
}

/** How connectors run on a client of the application. */
export interface AttachConnectorsOptions extends ConnectorWorkersOptions {
  /**
   * Which engine of a cluster with several the jobs are fetched from, from Camunda 8.10 on. Default:
   * `default`.
   */
  readonly physicalTenantId?: string;
}
