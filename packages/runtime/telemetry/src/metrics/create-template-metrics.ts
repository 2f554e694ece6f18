import type { ActivatedJob, JobEnd } from '@jobwright/runtime';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { boundLabel } from './bounded-label.ts';
import { BUCKETS, NONE } from './metric-values.ts';
import { createWindowMax } from './window-max.ts';

const MAX_TEMPLATES = 200;
const templateLabels = ['type', 'elementTemplateId', 'elementTemplateVersion'] as const;
type TemplateLabels = Readonly<Record<(typeof templateLabels)[number], string>>;
/** Of the Java runtime's `_max`: how long it is kept, at least. */
const RECENT_MS = 60_000;

/** What the Java runtime calls the end of a job; its metrics have no name for the others. */
const ACTIONS: Partial<Record<JobEnd['outcome'], string>> = {
  complete: 'completed',
  fail: 'failed',
  throwError: 'bpmn-error',
};

/** Jobs by the element template of their task, under the names of the Java runtime. */
export interface TemplateMetrics {
  /** A job was handed over: what comes back is told how it ended, and how long the work took if there was any. */
  activated(job: ActivatedJob): (outcome: JobEnd['outcome'], tookMs: number | undefined) => void;
}

export function createTemplateMetrics(registry: Registry): TemplateMetrics {
  const registers = [registry];
  const invocations = new Counter({
    name: 'camunda_connector_outbound_invocations_total',
    help: 'Jobs by what became of them: activated, completed, failed, bpmn-error.',
    labelNames: [...templateLabels, 'action'],
    registers,
  });
  const executionTime = new Histogram({
    name: 'camunda_connector_outbound_execution_time_seconds',
    help: 'From the start of the work on a job to its answer, in seconds.',
    labelNames: templateLabels,
    buckets: BUCKETS,
    registers,
  });
  const recentLongest = createWindowMax<TemplateLabels>(RECENT_MS);
  new Gauge({
    name: 'camunda_connector_outbound_execution_time_seconds_max',
    help: 'The longest a job has taken of late, in seconds.',
    labelNames: templateLabels,
    registers,
    collect() {
      for (const { labels, max } of recentLongest.read()) this.set({ ...labels }, max);
    },
  });
  const boundId = boundLabel(MAX_TEMPLATES);
  const boundVersion = boundLabel(MAX_TEMPLATES);
  return {
    activated({ type, headers }) {
      const labels = {
        type,
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
