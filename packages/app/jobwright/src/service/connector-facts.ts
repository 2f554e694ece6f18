import type { ConnectorControl, JobStatistics } from '@jobwright/runtime';
import type { ServiceWorkers } from './service-workers.ts';

/** A connector in the admin API. */
export interface ConnectorFacts {
  /** Set if there are several clusters. */
  readonly cluster?: string;
  readonly jobType: string;
  readonly name: string;
  readonly operations: readonly string[];
  readonly paused: boolean;
  /** Jobs held now. `limit` is the maximum. */
  readonly inFlight: number;
  readonly limit: number;
  /** Bytes of the variables and headers of those jobs. */
  readonly heldBytes: number;
  /** Counts since the start. */
  readonly jobs: JobStatistics | undefined;
}

/** Each connector on each cluster. */
export const listConnectorFacts = ({ clusters }: ServiceWorkers): readonly ConnectorFacts[] =>
  clusters.flatMap(({ name, workers }) =>
    workers === undefined
      ? []
      : describeConnectors(workers.runtime).map((facts) =>
          name === undefined ? facts : { cluster: name, ...facts },
        ),
  );

function describeConnectors(runtime: ConnectorControl): readonly ConnectorFacts[] {
  const statistics = runtime.statistics();
  return runtime.connectors.map(({ type, name, operations }) => ({
    jobType: type,
    name,
    operations: [...operations.keys()],
    paused: runtime.isPaused(type),
    inFlight: runtime.jobsInFlight(type),
    limit: runtime.limitOf(type),
    heldBytes: runtime.bytesInFlight(type),
    jobs: statistics[type],
  }));
}
