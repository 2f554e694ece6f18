import type { ActivatedJob, JobEnd } from '@jobwright/runtime';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { boundLabel } from './bound-label.ts';
import { type JobLabels, jobLabelNames } from './job-labels.ts';
import { BUCKETS, NONE } from './metric-values.ts';
import { createWindowMax } from './window-max.ts';

const MAX_TEMPLATES = 200;
const templateLabels = [...jobLabelNames, 'elementTemplateId', 'elementTemplateVersion'] as const;

interface TemplateLabels extends JobLabels {
  readonly elementTemplateId: string;
  readonly elementTemplateVersion: string;
}

/** How long the Java runtime keeps its `_max` at least. */
const RECENT_MS = 60_000;

/** The names of the Java runtime for how a job ended; its metrics have none for the others. */
const ACTIONS: Partial<Record<JobEnd['outcome'], string>> = {
  complete: 'completed',
  fail: 'failed',
  throwError: 'bpmn-error',
};

/** Jobs by the element template of their task, under the metric names of the Java runtime. */
export interface TemplateMetrics {
  /** A job was activated. Call what it returns with how the job ended and, if it ran, for how long. */
  activated(
    job: ActivatedJob,
    jobLabels: JobLabels,
  ): (outcome: JobEnd['outcome'], tookMs: number | undefined) => void;
}

export function createTemplateMetrics(registry: Registry): TemplateMetrics {
  const registers = [registry];
  const invocations = new Counter({
    name: 'camunda_connector_outbound_invocations_total',
    help: 'Jobs by what happened to them: activated, completed, failed, bpmn-error.',
    labelNames: [...templateLabels, 'action'],
    registers,
  });
  const executionTime = new Histogram({
    name: 'camunda_connector_outbound_execution_time_seconds',
    help: 'From the start of a job to its answer, in seconds.',
    labelNames: templateLabels,
    buckets: BUCKETS,
    registers,
  });
  const recentLongest = createWindowMax<TemplateLabels>(RECENT_MS);
  new Gauge({
    name: 'camunda_connector_outbound_execution_time_seconds_max',
    help: 'The longest time that a job has taken recently, in seconds.',
    labelNames: templateLabels,
    registers,
    collect() {
      for (const { labels, max } of recentLongest.read()) this.set({ ...labels }, max);
    },
  });
  const boundId = boundLabel(MAX_TEMPLATES);
  const boundVersion = boundLabel(MAX_TEMPLATES);
  return {
    activated({ headers }, jobLabels) {
      const labels: TemplateLabels = {
        ...jobLabels,
        elementTemplateId: boundId(headers['elementTemplateId'] ?? NONE),
        elementTemplateVersion: boundVersion(headers['elementTemplateVersion'] ?? NONE),
      };
      invocations.inc({ ...labels, action: 'activated' });
      return (outcome, tookMs) => {
        const action = ACTIONS[outcome];
        if (action !== undefined) invocations.inc({ ...labels, action });
        if (tookMs === undefined) return;
        executionTime.observe(labels, tookMs / 1000);
        recentLongest.observe(labels, tookMs / 1000);
      };
    },
  };
}
