import type { JobObserver } from '@jobwright/runtime';
import { Registry } from 'prom-client';
import { createEndCounters } from './create-end-counters.ts';
import { createHeldMetrics } from './create-held-metrics.ts';
import { createLastTimes } from './create-last-times.ts';
import { createTemplateMetrics } from './create-template-metrics.ts';

export interface JobMetrics {
  /** For the runtime's option `observers`. */
  readonly observer: JobObserver;
  /** For what serves them: `await registry.metrics()` in the media type `registry.contentType`. */
  readonly registry: Registry;
}

export interface JobMetricsOptions {
  /** Default: a new one. */
  readonly registry?: Registry;
}

/**
 * Prometheus metrics of jobs: those of Camunda's connector runtime under its names (`camunda_connector_outbound_*`), and ours
 * (`jobwright_*`). Times are seconds but for the three gauges of the Java runtime, which are milliseconds there.
 */
export function createJobMetrics({ registry = new Registry() }: JobMetricsOptions = {}): JobMetrics {
  const templates = createTemplateMetrics(registry);
  const lastTimes = createLastTimes(registry);
  const held = createHeldMetrics(registry);
  const counters = createEndCounters(registry);
  const served = new Set<string>();
  const observer: JobObserver = {
    // A series that begins with its first event hides it: nothing has risen. So all that can be named begins at 0.
    serves(types) {
      // A reload tells again what there was before.
      for (const type of types.filter((each) => !served.has(each))) {
        served.add(type);
        counters.serves(type);
        held.serves(type);
      }
    },
    activated(job) {
      const { type } = job;
      const endTemplate = templates.activated(job);
      const heldJob = held.activated(job);
      counters.activated(type);
      return {
        started: () => heldJob.started(),
        secret: (_name, result) => counters.secret(type, result),
        ended(end) {
          const tookMs = heldJob.ended();
          counters.ended(type, end);
          endTemplate(end.outcome, tookMs);
          if (end.outcome === 'complete') lastTimes.completed(type);
          if (end.outcome === 'fail') lastTimes.failed(type);
          if (tookMs !== undefined) lastTimes.took(type, tookMs);
        },
      };
    },
  };
  return { observer, registry };
}
