/** How often parts of one process were passed. */
export interface ProcessCounts {
  readonly processId: string;
  /** Of the deployed file. */
  readonly fileName: string;
  /** The deployed file. */
  readonly xml: string;
  /** How many process instances ran. */
  instances: number;
  readonly elements: Map<string, number>;
  readonly flows: Map<string, number>;
}

/** By process id and file: versions of a process are counted apart. */
export type CoverageData = Map<string, ProcessCounts>;

/** The counts of a process, new if need be. */
function countsOf(
  data: CoverageData,
  { processId, fileName, xml }: Pick<ProcessCounts, 'processId' | 'fileName' | 'xml'>,
): ProcessCounts {
  const key = `${processId} ${xml}`;
  const counts = data.get(key) ?? {
    ...{ processId, fileName, xml, instances: 0 },
    elements: new Map<string, number>(),
    flows: new Map<string, number>(),
  };
  data.set(key, counts);
  return counts;
}

/** The counts of all processes, in the order of their ids. */
export const listCounts = (data: CoverageData): readonly ProcessCounts[] =>
  [...data.values()].sort((first, second) => first.processId.localeCompare(second.processId));

const addAll = (to: Map<string, number>, from: ReadonlyMap<string, number>): void => {
  for (const [id, count] of from) to.set(id, (to.get(id) ?? 0) + count);
};

/** Adds what was passed elsewhere. */
export function addCounts(data: CoverageData, more: ProcessCounts): void {
  const counts = countsOf(data, more);
  counts.instances += more.instances;
  addAll(counts.elements, more.elements);
  addAll(counts.flows, more.flows);
}
