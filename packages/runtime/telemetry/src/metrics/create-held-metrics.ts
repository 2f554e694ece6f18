import { type ActivatedJob, sizeOfJob } from '@jobwright/runtime';
import { Gauge, Histogram, type Registry } from 'prom-client';
import { BUCKETS } from './metric-values.ts';

/** Jobs held now: those that wait, those that are worked on, and their bytes. */
export interface HeldMetrics {
  /** Begins the series of a job type at 0. */
  serves(type: string): void;
  activated(job: ActivatedJob): HeldJob;
}

export interface HeldJob {
  started(): void;
  /** Returns how long the work took, in milliseconds; undefined when there was none. */
  ended(): number | undefined;
}

export function createHeldMetrics(registry: Registry): HeldMetrics {
  const registers = [registry];
  const queueWait = new Histogram({
    name: 'jobwright_job_queue_wait_seconds',
    help: 'How long a job waited here for a place before the work on it began, in seconds.',
    labelNames: ['type'],
    buckets: BUCKETS,
    registers,
  });
  const inFlight = new Gauge({
    name: 'jobwright_jobs_in_flight',
    help: 'Jobs held now: waiting for a place, worked on, or being answered.',
    labelNames: ['type'],
    registers,
  });
  const running = new Gauge({
    name: 'jobwright_jobs_running',
    help: 'Jobs worked on now.',
    labelNames: ['type'],
    registers,
  });
  const heldBytes = new Gauge({
    name: 'jobwright_jobs_held_bytes',
    help: 'Bytes of the variables and headers of the jobs held now.',
    labelNames: ['type'],
    registers,
  });
  return {
    serves(type) {
      for (const held of [inFlight, running, heldBytes]) held.inc({ type }, 0);
      queueWait.zero({ type });
    },
    activated(job) {
      const { type } = job;
      const size = sizeOfJob(job);
      const activatedAt = performance.now();
      let startedAt: number | undefined;
      inFlight.inc({ type });
      heldBytes.inc({ type }, size);
      return {
        started() {
          startedAt = performance.now();
          queueWait.observe({ type }, (startedAt - activatedAt) / 1000);
          running.inc({ type });
        },
        ended() {
          inFlight.dec({ type });
          heldBytes.dec({ type }, size);
          if (startedAt === undefined) return undefined;
          running.dec({ type });
          return performance.now() - startedAt;
        },
      };
    },
  };
}
