import { setTimeout as sleep } from 'node:timers/promises';
import { type ClusterCounters, readClusterCounters, subtractCounters } from './cluster-counters.ts';
import type { EndpointCounts } from './endpoint-messages.ts';
import type { Lab } from './lab.ts';

const SETTLE_MS = 10_000;
const LOOK_MS = 50;

/** Waits until the instances are completed. @throws Error when the work was not done once and completely */
export async function verifyWork(
  lab: Lab,
  { name, before, jobs }: { readonly name: string; readonly before: ClusterCounters; readonly jobs: number },
): Promise<void> {
  const deadline = performance.now() + SETTLE_MS;
  for (;;) {
    const counters = subtractCounters(await readClusterCounters(lab.managementAddress), before);
    if (counters.instancesCompleted >= jobs || performance.now() > deadline) {
      const problems = findProblems({ jobs, counters, endpoint: await lab.endpoint.count() });
      if (problems.length === 0) return;
      throw new Error(`${name} did not do the work of ${jobs} jobs: ${problems.join('; ')}.`);
    }
    await sleep(LOOK_MS);
  }
}

export function findProblems(work: {
  readonly jobs: number;
  readonly counters: ClusterCounters;
  readonly endpoint: EndpointCounts;
}): readonly string[] {
  const { jobs, counters, endpoint } = work;
  const expected: readonly [label: string, value: number, wanted: number][] = [
    ['instances completed', counters.instancesCompleted, jobs],
    ['jobs created', counters.jobsCreated, jobs],
    ['jobs completed', counters.jobsCompleted, jobs],
    ['jobs failed', counters.jobsFailed, 0],
    ['jobs timed out', counters.jobsTimedOut, 0],
    ['incidents', counters.incidentsCreated, 0],
    ['requests at the endpoint', endpoint.hits, jobs],
    ['different orders at the endpoint', endpoint.distinctUrls, jobs],
  ];
  return expected
    .filter(([, value, wanted]) => value !== wanted)
    .map(([label, value, wanted]) => `${label}: ${value} instead of ${wanted}`);
}
