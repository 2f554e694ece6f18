import { setTimeout as sleep } from 'node:timers/promises';
import type { StartedProcess } from './child-process.ts';
import { type ProcessUsage, readProcessUsage } from './process-usage.ts';

export interface WorkToWatch {
  readonly total: number;
  readonly signal: AbortSignal;
  readonly readProgress: () => Promise<Progress>;
}

export interface Progress {
  /** Jobs completed since the watch began. */
  readonly done: number;
  readonly incidents: number;
}

export interface Sample {
  readonly atMs: number;
  readonly done: number;
  readonly usage: ProcessUsage;
}

const INTERVAL_MS = 100;
/** Near the end, so that its time is exact. */
const SHORT_INTERVAL_MS = 20;
const STALL_MS = 60_000;

/**
 * Samples until `total` jobs are completed. @throws Error when the contestant ends, a job fails for good, or
 * nothing goes on for a minute
 */
export async function watchJobs(
  { total, signal, readProgress }: WorkToWatch,
  contestant: StartedProcess,
): Promise<readonly Sample[]> {
  const samples: Sample[] = [];
  /** A start takes as long as it takes, and has a limit of its own. */
  let progressAtMs = Infinity;
  let startFailure: unknown;
  contestant.ready.then(
    () => (progressAtMs = performance.now()),
    (error: unknown) => (startFailure = error),
  );
  for (;;) {
    const { done, incidents } = await readProgress();
    const last = samples.at(-1);
    const sample = { atMs: performance.now(), done, usage: readProcessUsage(contestant.pid) };
    samples.push(sample);
    if (sample.done >= total) return samples;
    if (sample.done > (last?.done ?? 0)) progressAtMs = sample.atMs;
    signal.throwIfAborted();
    contestant.check();
    if (startFailure instanceof Error) throw startFailure;
    const isStalled = sample.atMs - progressAtMs > STALL_MS;
    if (isStalled || incidents > 0) {
      const reason = isStalled ? `nothing happened for ${STALL_MS / 1000} s` : 'there is an incident';
      throw new Error(
        `Only ${sample.done} of ${total} jobs were done: ${reason}. The end of the contestant's log:\n${contestant.tailLog()}`,
      );
    }
    await sleep(sample.done > 0.9 * total ? SHORT_INTERVAL_MS : INTERVAL_MS);
  }
}

/** Rate and cost of the jobs from number `first` to number `last`, as exactly as the samples tell. */
export function measureJobs(
  samples: readonly Sample[],
  { first, last }: { readonly first: number; readonly last: number },
): Readonly<Record<'jobsPerSecond' | 'cpuMsPerJob' | 'peakRssMb', number>> {
  const from = samples.find(({ done }) => done >= first);
  const to = samples.find(({ done }) => done >= last);
  if (from === undefined || to === undefined || to.done <= from.done) {
    throw new Error(`${last - first + 1} jobs were over too soon to be measured; take more with --jobs.`);
  }
  const jobs = to.done - from.done;
  return {
    jobsPerSecond: (jobs * 1000) / (to.atMs - from.atMs),
    cpuMsPerJob: (to.usage.cpuMs - from.usage.cpuMs) / jobs,
    peakRssMb: to.usage.peakRssMb,
  };
}
