import type { JobObserver } from '@jobwright/runtime';
import { Registry } from 'prom-client';
import { createEndCounters } from './create-end-counters.ts';
import { createInFlightMetrics } from './create-in-flight-metrics.ts';
import { createLastTimes } from './create-last-times.ts';
import { createTemplateMetrics } from './create-template-metrics.ts';
import { jobLabels } from './job-labels.ts';

/** Metrics of jobs, and the registry that holds them. */
export interface JobMetrics {
  /**
   * For the runtime's option `observers`. With several clusters, the name of each becomes the label `cluster`
   * of its series.
   */
  readonly observer: JobObserver;
  /** To be served: `await registry.metrics()` in the media type `registry.contentType`. */
  readonly registry: Registry;
}

/** Where metrics are registered. */
export interface JobMetricsOptions {
  /** Default: a new one. */
  readonly registry?: Registry;
}

/**
 * Creates Prometheus metrics of jobs: those of Camunda's connector runtime under its names
 * (`camunda_connector_outbound_*`), and ours (`jobwright_*`). Times are in seconds, except for three gauges
 * of the Java runtime that are in milliseconds there.
 */
export function createJobMetrics({ registry = new Registry() }: JobMetricsOptions = {}): JobMetrics {
  const templates = createTemplateMetrics(registry);
  const lastTimes = createLastTimes(registry);
  const inFlight = createInFlightMetrics(registry);
  const counters = createEndCounters(registry);
  const served = new Set<string>();

  const createObserver = (cluster?: string): JobObserver => ({
    forCluster: createObserver,
    // A series that begins with its first event hides it: nothing has risen. So all series that can be named
    // begin at 0.
    serves(types) {
      for (const type of types) {
        // After a reload the same types are served again.
        const key = `${cluster ?? ''}\n${type}`;
        if (served.has(key)) continue;
        served.add(key);
        const labels = jobLabels(type, cluster);
        counters.serves(labels);
        inFlight.serves(labels);
      }
    },
    activated(job) {
      const labels = jobLabels(job.type, cluster);
      const endTemplate = templates.activated(job, labels);
      const jobInFlight = inFlight.activated(job, labels);
      counters.activated(labels);
      return {
        started: () => jobInFlight.started(),
        secret: (_name, result) => counters.secret(labels, result),
        ended(end) {
          const tookMs = jobInFlight.ended();
          counters.ended(labels, end);
          endTemplate(end.outcome, tookMs);
          if (end.outcome === 'complete') lastTimes.completed(labels);
          if (end.outcome === 'fail') lastTimes.failed(labels);
          if (tookMs !== undefined) lastTimes.took(labels, tookMs);
        },
      };
    },
  });
  return { observer: createObserver(), registry };
}
