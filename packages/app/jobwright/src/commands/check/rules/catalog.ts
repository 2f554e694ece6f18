import { findNearest } from '../../../configuration/find-nearest.ts';

/** Who processes the jobs of a type. */
export interface Catalog {
  /** Name of the connector with the job type. */
  readonly findConnector: (jobType: string) => string | undefined;
  /** Whether a worker or another connector runtime has the type, as the user says. */
  readonly isServedElsewhere: (jobType: string) => boolean;
  /** The known job type that was probably meant. */
  readonly findNearest: (jobType: string) => string | undefined;
}

/**
 * Creates a catalog of connectors, by job type, and of types that others serve. `acme:*` stands for all that
 * begin with `acme:`.
 */
export function createCatalog(connectors: ReadonlyMap<string, string>, workers: readonly string[]): Catalog {
  const names = new Set(workers.filter((worker) => !worker.endsWith('*')));
  const prefixes = workers.filter((worker) => worker.endsWith('*')).map((worker) => worker.slice(0, -1));
  return {
    findConnector: (jobType) => connectors.get(jobType),
    isServedElsewhere: (jobType) =>
      names.has(jobType) || prefixes.some((prefix) => jobType.startsWith(prefix)),
    findNearest: (jobType) => findNearest(jobType, [...connectors.keys(), ...names]),
  };
}
