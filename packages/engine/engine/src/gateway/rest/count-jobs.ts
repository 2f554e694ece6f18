import type { JobEntry } from '../../core/records/job-record.ts';
import { dateText } from './date-text.ts';

/** In milliseconds since 1970. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

interface Metric {
  count: number;
  lastAt: number | undefined;
}

/** How many jobs of a group were created, completed or failed in a time. */
export interface JobCounts {
  readonly name: string;
  readonly jobType: string;
  readonly created: Metric;
  readonly completed: Metric;
  readonly failed: Metric;
  readonly workers: Set<string>;
}

const newMetric = (): Metric => ({ count: 0, lastAt: undefined });
const newCounts = (name: string, jobType: string): JobCounts => ({
  name,
  jobType,
  created: newMetric(),
  completed: newMetric(),
  failed: newMetric(),
  workers: new Set(),
});

function add(metric: Metric, at: number): void {
  metric.count += 1;
  metric.lastAt = Math.max(metric.lastAt ?? at, at);
}

/**
 * Counts jobs by what the function gives of one at a time; each group is of one job type unless there is one
 * group only.
 */
export function countJobs(
  entries: readonly JobEntry[],
  { from, to }: TimeWindow,
  groupOf: (entry: JobEntry, at: number) => string,
): readonly JobCounts[] {
  const groups = new Map<string, JobCounts>();
  const find = (entry: JobEntry, at: number): JobCounts => {
    const name = groupOf(entry, at);
    const { type } = entry.passage;
    const key = JSON.stringify([name, type]);
    const counts = groups.get(key) ?? newCounts(name, type);
    groups.set(key, counts);
    if (entry.passage.worker !== '') counts.workers.add(entry.passage.worker);
    return counts;
  };
  const isWithin = (at: number | undefined): at is number => at !== undefined && at >= from && at <= to;
  for (const entry of entries) {
    const { createdAt, endedAt, failedAt, state } = entry.passage;
    if (isWithin(createdAt)) add(find(entry, createdAt).created, createdAt);
    if (state === 'COMPLETED' && isWithin(endedAt)) add(find(entry, endedAt).completed, endedAt);
    if (isWithin(failedAt)) add(find(entry, failedAt).failed, failedAt);
  }
  return [...groups.values()];
}

/** All groups as one. */
export function sumCounts(all: readonly JobCounts[]): JobCounts {
  const sum = newCounts('', '');
  for (const counts of all)
    for (const kind of ['created', 'completed', 'failed'] as const) {
      const { count, lastAt } = counts[kind];
      sum[kind].count += count;
      if (lastAt !== undefined) sum[kind].lastAt = Math.max(sum[kind].lastAt ?? lastAt, lastAt);
    }
  return sum;
}

const describe = ({ count, lastAt }: Metric) => ({ count, lastUpdatedAt: dateText(lastAt) });

export const describeCounts = ({ created, completed, failed }: JobCounts) => ({
  created: describe(created),
  completed: describe(completed),
  failed: describe(failed),
});
