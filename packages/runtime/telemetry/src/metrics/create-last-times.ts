import { Gauge, type Registry } from 'prom-client';
import { type JobLabels, jobLabelNames } from './job-labels.ts';

/** The three gauges of the Java runtime that are in milliseconds there. */
export interface LastTimes {
  completed(labels: JobLabels): void;
  failed(labels: JobLabels): void;
  took(labels: JobLabels, tookMs: number): void;
}

export function createLastTimes(registry: Registry): LastTimes {
  const lastCompleted = gauge(registry, 'last_completed', 'When the last job completed, in ms since 1970.');
  const lastFailed = gauge(registry, 'last_failed', 'When the last job failed, in ms since 1970.');
  const maxExecutionTime = gauge(
    registry,
    'max_execution_time',
    'The longest time that a job has taken since the start, in ms.',
  );
  const longest = new Map<string, number>();
  return {
    completed: (labels) => lastCompleted.set(labels, Date.now()),
    failed: (labels) => lastFailed.set(labels, Date.now()),
    took(labels, tookMs) {
      const key = `${labels.cluster ?? ''}\n${labels.type}`;
      if (tookMs <= (longest.get(key) ?? 0)) return;
      longest.set(key, tookMs);
      maxExecutionTime.set(labels, Math.round(tookMs));
    },
  };
}

const gauge = (registry: Registry, name: string, help: string): Gauge<keyof JobLabels> =>
  new Gauge({
    name: `camunda_connector_outbound_${name}`,
    help,
    labelNames: jobLabelNames,
    registers: [registry],
  });
