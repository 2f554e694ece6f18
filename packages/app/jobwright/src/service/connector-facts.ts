import type { ConnectorRuntime, JobStatistics } from '@jobwright/runtime';

/** What the admin API tells of a connector. */
export interface ConnectorFacts {
  readonly jobType: string;
  readonly name: string;
  readonly operations: readonly string[];
  readonly paused: boolean;
  /** Jobs held now, and how many may be. */
  readonly inFlight: number;
  readonly limit: number;
  /** Of the variables and headers of those jobs. */
  readonly heldBytes: number;
  /** Since the start. */
  readonly jobs: JobStatistics | undefined;
}

export function listConnectorFacts(runtime: ConnectorRuntime): readonly ConnectorFacts[] {
  const statistics = runtime.statistics();
  return runtime.connectors.map(({ type, name, operations }) => ({
    jobType: type,
    name,
    operations: [...operations.keys()],
    paused: runtime.isPaused(type),
    inFlight: runtime.heldOf(type),
    limit: runtime.limitOf(type),
    heldBytes: runtime.heldBytesOf(type),
    jobs: statistics[type],
  }));
}
