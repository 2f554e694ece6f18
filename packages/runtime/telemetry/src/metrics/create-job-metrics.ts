import {
  type ActivatedJob,
  type JobEnd,
  type JobObserver,
  type SecretResult,
  sizeOfJob,
} from '@jobwright/runtime';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { toErrorCode } from '../to-error-code.ts';
import { boundLabel } from './bounded-label.ts';
import { createWindowMax } from './window-max.ts';

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

/** From a tenth of the fastest answer to the longest a job may take by default, in seconds. */
const BUCKETS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
const MAX_TEMPLATES = 200;
const MAX_CODES = 200;
const NONE = 'unknown';
const OUTCOMES: readonly JobEnd['outcome'][] = [
  'complete',
  'fail',
  'throwError',
  'handedBack',
  'gone',
  'unanswered',
];
const SECRET_RESULTS: readonly SecretResult[] = ['found', 'missing', 'refused', 'failed'];
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

/**
 * Prometheus metrics of jobs: those of Camunda's connector runtime under its names (`camunda_connector_outbound_*`), and ours
 * (`jobwright_*`). Times are seconds but for the three gauges of the Java runtime, which are milliseconds there.
 */
export function createJobMetrics({ registry = new Registry() }: JobMetricsOptions = {}): JobMetrics {
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
  const lastCompleted = gauge(registry, 'last_completed', 'When the last job completed, in ms since 1970.');
  const lastFailed = gauge(registry, 'last_failed', 'When the last job failed, in ms since 1970.');
  const maxExecutionTime = gauge(
    registry,
    'max_execution_time',
    'The longest a job has taken since the start, in ms.',
  );
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
  const ends = new Counter({
    name: 'jobwright_job_ends_total',
    help: 'Jobs by how they ended here: complete, fail, throwError, handedBack, gone, unanswered.',
    labelNames: ['type', 'outcome'],
    registers,
  });
  const retries = new Counter({
    name: 'jobwright_job_retries_total',
    help: 'Failed jobs that the engine hands out again.',
    labelNames: ['type'],
    registers,
  });
  const incidents = new Counter({
    name: 'jobwright_job_incidents_total',
    help: 'Failed jobs with no retries left: the engine has made an incident of them.',
    labelNames: ['type'],
    registers,
  });
  const failures = new Counter({
    name: 'jobwright_job_failures_total',
    help: 'Jobs that failed, by the code of the failure, and those that ended in a BPMN error, by its code.',
    labelNames: ['type', 'outcome', 'code'],
    registers,
  });
  const workerJobs = new Counter({
    name: 'camunda_client_worker_job_total',
    help: 'Jobs a worker was given (activated), and those it is done with (handled).',
    labelNames: ['type', 'action'],
    registers,
  });
  const secretLookups = new Counter({
    name: 'jobwright_secret_lookups_total',
    help: 'Secrets asked for by jobs: found, missing, refused, failed.',
    labelNames: ['type', 'result'],
    registers,
  });
  const boundId = boundLabel(MAX_TEMPLATES);
  const boundVersion = boundLabel(MAX_TEMPLATES);
  const boundCode = boundLabel(MAX_CODES);
  const toLabels = ({ type, headers }: ActivatedJob) => ({
    type,
    elementTemplateId: boundId(headers['elementTemplateId'] ?? NONE),
    elementTemplateVersion: boundVersion(headers['elementTemplateVersion'] ?? NONE),
  });
  const longest = new Map<string, number>();
  const known = new Set<string>();

  const observer: JobObserver = {
    // A series that begins with its first event hides it: nothing has risen. So all that can be named begins at 0.
    serves(types) {
      // A reload tells again what there was before.
      for (const type of types.filter((served) => !known.has(served))) {
        known.add(type);
        for (const outcome of OUTCOMES) ends.inc({ type, outcome }, 0);
        for (const result of SECRET_RESULTS) secretLookups.inc({ type, result }, 0);
        for (const action of ['activated', 'handled']) workerJobs.inc({ type, action }, 0);
        for (const counter of [retries, incidents]) counter.inc({ type }, 0);
        for (const held of [inFlight, running, heldBytes]) held.inc({ type }, 0);
        queueWait.zero({ type });
      }
    },
    activated(job) {
      const { type } = job;
      const labels = toLabels(job);
      const size = sizeOfJob(job);
      const activatedAt = performance.now();
      let startedAt: number | undefined;
      invocations.inc({ ...labels, action: 'activated' });
      workerJobs.inc({ type, action: 'activated' });
      inFlight.inc({ type });
      heldBytes.inc({ type }, size);
      return {
        started() {
          startedAt = performance.now();
          queueWait.observe({ type }, (startedAt - activatedAt) / 1000);
          running.inc({ type });
        },
        secret: (_name, result) => secretLookups.inc({ type, result }),
        ended({ outcome, reason, retries: left = 0 }) {
          inFlight.dec({ type });
          heldBytes.dec({ type }, size);
          ends.inc({ type, outcome });
          workerJobs.inc({ type, action: 'handled' });
          if (outcome === 'fail' || outcome === 'throwError') {
            const code = outcome === 'fail' ? toErrorCode(reason) : reason;
            failures.inc({ type, outcome, code: boundCode(code ?? NONE) });
          }
          const action = ACTIONS[outcome];
          if (action !== undefined) invocations.inc({ ...labels, action });
          if (outcome === 'complete') lastCompleted.set({ type }, Date.now());
          if (outcome === 'fail') {
            lastFailed.set({ type }, Date.now());
            (left > 0 ? retries : incidents).inc({ type });
          }
          if (startedAt === undefined) return;
          running.dec({ type });
          const tookMs = performance.now() - startedAt;
          executionTime.observe(labels, tookMs / 1000);
          recentLongest.observe(labels, tookMs / 1000);
          if (tookMs <= (longest.get(type) ?? 0)) return;
          longest.set(type, tookMs);
          maxExecutionTime.set({ type }, Math.round(tookMs));
        },
      };
    },
  };
  return { observer, registry };
}

const gauge = (registry: Registry, name: string, help: string): Gauge<'type'> =>
  new Gauge({
    name: `camunda_connector_outbound_${name}`,
    help,
    labelNames: ['type'],
    registers: [registry],
  });
