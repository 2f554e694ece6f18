import { type ActivatedJob, sizeOfJob } from '@jobwright/runtime';
import { Gauge, Histogram, type Registry } from 'prom-client';
import { type JobLabels, jobLabelNames } from './job-labels.ts';
import { BUCKETS } from './metric-values.ts';

/** Jobs in flight: those that wait, those that run, and their bytes. */
export interface InFlightMetrics {
  /** Begins the series of a job type at 0. */
  serves(labels: JobLabels): void;
  activated(job: ActivatedJob, labels: JobLabels): JobInFlight;
}

export interface JobInFlight {
  started(): void;
  /** Returns for how long the job ran, in milliseconds; `undefined`: it did not run. */
  ended(): number | undefined;
}

export function createInFlightMetrics(registry: Registry): InFlightMetrics {
  const registers = [registry];
  const labelNames = jobLabelNames;
  const queueWait = new Histogram({
    name: 'jobwright_job_queue_wait_seconds',
    help: 'How long a job waited here before it ran, in seconds.',
    labelNames,
    buckets: BUCKETS,
    registers,
  });
  const inFlight = new Gauge({
    name: 'jobwright_jobs_in_flight',
    help: 'Jobs in flight: waiting to run, running, or being answered.',
    labelNames,
    registers,
  });
  const running = new Gauge({
    name: 'jobwright_jobs_running',
    help: 'Jobs that run now.',
    labelNames,
    registers,
  });
  const heldBytes = new Gauge({
    name: 'jobwright_jobs_held_bytes',
    help: 'Bytes of the variables and headers of the jobs in flight.',
    labelNames,
    registers,
  });
  return {
    serves(labels) {
      for (const gauge of [inFlight, running, heldBytes]) gauge.inc({ ...labels }, 0);
      queueWait.zero({ ...labels });
    },
    activated(job, labels) {
      const size = sizeOfJob(job);
      const activatedAt = performance.now();
      let startedAt: number | undefined;
      inFlight.inc(labels);
      heldBytes.inc(labels, size);
      return {
        started() {
          startedAt = performance.now();
          queueWait.observe(labels, (startedAt - activatedAt) / 1000);
          running.inc(labels);
        },
        ended() {
          inFlight.dec(labels);
          heldBytes.dec(labels, size);
          if (startedAt === undefined) return undefined;
          running.dec(labels);
          return performance.now() - startedAt;
        },
      };
    },
  };
}
