import type { ElementRecord } from '../../core/records/element-record.ts';

interface ElementCounts {
  readonly elementId: string;
  /** Without incident. */
  active: number;
  canceled: number;
  /** Active with an incident. */
  incidents: number;
  completed: number;
}

function countIn(counts: ElementCounts, record: ElementRecord): void {
  switch (record.passage.state) {
    case 'COMPLETED':
      counts.completed += 1;
      break;
    case 'TERMINATED':
      counts.canceled += 1;
      break;
    case 'ACTIVE':
      if (record.hasIncident()) counts.incidents += 1;
      else counts.active += 1;
      break;
  }
}

/** How often each element was entered, by how it is or ended. */
export function countElements(records: readonly ElementRecord[]): readonly ElementCounts[] {
  const byId = new Map<string, ElementCounts>();
  for (const record of records) {
    const { elementId } = record.passage;
    const counts = byId.get(elementId) ?? { elementId, active: 0, canceled: 0, incidents: 0, completed: 0 };
    countIn(counts, record);
    byId.set(elementId, counts);
  }
  return [...byId.values()];
}
