import { setTimeout as sleep } from 'node:timers/promises';
import type { Row } from '../benchmark.ts';
import { quantile } from '../statistics.ts';
import { type ClusterCounters, readClusterCounters, subtractCounters } from './cluster-counters.ts';
import { createInstances, timeInstance } from './create-instances.ts';
import type { Lab } from './lab.ts';
import { readProcessUsage } from './process-usage.ts';
import type { CaseName, RuntimeOptions } from './runtime-options.ts';
import { verifyWork } from './verify-work.ts';
import { measureJobs, type WorkToWatch, watchJobs } from './watch-jobs.ts';

/** Runs one case with one contestant, once. */
export type RunCase = (lab: Lab, name: string, options: RuntimeOptions) => Promise<readonly Row[]>;

const IDLE_MS = 2_000;

export const cases: Readonly<Record<CaseName, RunCase>> = {
  drain: async (lab, name, { jobs, warmJobs }) => {
    const total = warmJobs === 0 ? jobs : Math.max(warmJobs, jobs) + jobs;
    const samples = await drainBacklog(lab, name, { total, delayMs: 0 });
    const cold = measureJobs(samples, { first: 1, last: jobs });
    const rows: Row[] = [{ case: 'drain-cold', contestant: name, values: cold }];
    if (warmJobs > 0) {
      const warm = measureJobs(samples, { first: total - jobs, last: total });
      rows.push({ case: 'drain-warm', contestant: name, values: warm });
    }
    return rows;
  },

  slow: async (lab, name, { jobs, delayMs }) => {
    const total = Math.ceil(jobs / 4);
    const samples = await drainBacklog(lab, name, { total, delayMs });
    const values = measureJobs(samples, { first: 1, last: total });
    return [{ case: 'slow', contestant: name, values }];
  },

  live: async (lab, name, { jobs, latencies }) => {
    const total = Math.ceil(jobs / 2);
    await lab.endpoint.reset(0);
    return lab.withContestant(name, async (contestant) => {
      await contestant.ready;
      const before = await readClusterCounters(lab.managementAddress);
      const [samples] = await Promise.all([
        watchJobs(countedWork(lab, { before, total }), contestant),
        createInstances(lab, total),
      ]);
      const tookMs: number[] = [];
      while (tookMs.length < latencies) {
        lab.signal.throwIfAborted();
        contestant.check();
        tookMs.push(await timeInstance(lab));
      }
      await verifyWork(lab, { name, before, jobs: total + latencies });
      const values = {
        ...measureJobs(samples, { first: 1, last: total }),
        p50Ms: quantile(tookMs, 0.5),
        p99Ms: quantile(tookMs, 0.99),
      };
      return [{ case: 'live', contestant: name, values }];
    });
  },

  startup: (lab, name) =>
    lab.withContestant(name, async (contestant) => {
      const readyMs = await contestant.ready;
      await sleep(IDLE_MS, undefined, { signal: lab.signal });
      contestant.check();
      const idleRssMb = readProcessUsage(contestant.pid).rssMb;
      return [{ case: 'startup', contestant: name, values: { readyMs, idleRssMb } }];
    }),
};

/** The jobs are there first, then the contestant starts. */
export async function drainBacklog(
  lab: Lab,
  name: string,
  { total, delayMs }: { readonly total: number; readonly delayMs: number },
) {
  await lab.endpoint.reset(delayMs);
  const before = await readClusterCounters(lab.managementAddress);
  await createInstances(lab, total);
  return lab.withContestant(name, async (contestant) => {
    const samples = await watchJobs(countedWork(lab, { before, total }), contestant);
    await verifyWork(lab, { name, before, jobs: total });
    return samples;
  });
}

/** Work of which the cluster has counted `before` when it begins. */
function countedWork(
  { managementAddress, signal }: Lab,
  { before, total }: { readonly before: ClusterCounters; readonly total: number },
): WorkToWatch {
  return {
    total,
    signal,
    async readProgress() {
      const counted = subtractCounters(await readClusterCounters(managementAddress), before);
      return { done: counted.jobsCompleted, incidents: counted.incidentsCreated };
    },
  };
}
