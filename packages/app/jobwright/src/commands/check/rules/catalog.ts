import { findNearestName } from '@jobwright/text-values';

/** Who processes the jobs of a type. */
export interface Catalog {
  /** Name of the connector with the job type. */
  readonly findConnector: (jobType: string) => string | undefined;
  /** Job type whose connector gets the external tasks of a topic. */
  readonly findTopic: (topic: string) => string | undefined;
  /** Whether a worker or another connector runtime has the type, as the user says. */
  readonly isServedElsewhere: (jobType: string) => boolean;
  /** The known job type that was probably meant. */
  readonly findNearest: (jobType: string) => string | undefined;
}

/** Topics of job types, by job type, that an engine of Camunda 7 has instead of the job type itself. */
export type TopicTable = Readonly<Record<string, string | readonly string[]>>;

/**
 * Creates a catalog of connectors, by job type, and of types that others serve. `acme:*` stands for all that
 * begin with `acme:`.
 */
export function createCatalog(
  connectors: ReadonlyMap<string, string>,
  { workers, topics }: { readonly workers: readonly string[]; readonly topics: readonly TopicTable[] },
): Catalog {
  const names = new Set(workers.filter((worker) => !worker.endsWith('*')));
  const prefixes = workers.filter((worker) => worker.endsWith('*')).map((worker) => worker.slice(0, -1));
  const tables = topics.length === 0 ? [{}] : topics;
  const jobTypes = new Map(
    tables.flatMap((table) => [...connectors.keys()].flatMap((type) => listTopics(type, table))),
  );
  return {
    findConnector: (jobType) => connectors.get(jobType),
    findTopic: (topic) => jobTypes.get(topic),
    isServedElsewhere: (jobType) =>
      names.has(jobType) || prefixes.some((prefix) => jobType.startsWith(prefix)),
    findNearest: (jobType) => findNearestName(jobType, [...connectors.keys(), ...names], { maxDistance: 4 }),
  };
}

const listTopics = (jobType: string, table: TopicTable): readonly (readonly [string, string])[] =>
  [table[jobType] ?? jobType].flat().map((topic) => [topic, jobType] as const);
