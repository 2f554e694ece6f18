import type { JobEnd, SecretResult } from '@jobwright/runtime';
import { Counter, type Registry } from 'prom-client';
import { readErrorCode } from '../read-error-code.ts';
import { boundLabel } from './bound-label.ts';
import { type JobLabels, jobLabelNames } from './job-labels.ts';
import { NONE } from './metric-values.ts';

const MAX_CODES = 200;
const OUTCOMES: readonly JobEnd['outcome'][] = [
  'complete',
  'fail',
  'throwError',
  'handedBack',
  'gone',
  'unanswered',
];
const SECRET_RESULTS: readonly SecretResult[] = ['found', 'missing', 'refused', 'failed'];

/** Counts how jobs end, and the secrets that they ask for. */
export interface EndCounters {
  /** Begins the series of a job type at 0. */
  serves(labels: JobLabels): void;
  activated(labels: JobLabels): void;
  secret(labels: JobLabels, result: SecretResult): void;
  ended(labels: JobLabels, end: JobEnd): void;
}

export function createEndCounters(registry: Registry): EndCounters {
  const add = <Label extends string>(name: string, help: string, ownLabels: readonly Label[]) =>
    new Counter({ name, help, labelNames: [...jobLabelNames, ...ownLabels], registers: [registry] });
  const ends = add(
    'jobwright_job_ends_total',
    'Jobs by how they ended here: complete, fail, throwError, handedBack, gone, unanswered.',
    ['outcome'],
  );
  const retries = add('jobwright_job_retries_total', 'Failed jobs that the engine hands out again.', []);
  const incidents = add(
    'jobwright_job_incidents_total',
    'Failed jobs without retries left: the engine has made incidents of them.',
    [],
  );
  const failures = add(
    'jobwright_job_failures_total',
    'Jobs that failed, by the code of the failure, and jobs that ended in a BPMN error, by its code.',
    ['outcome', 'code'],
  );
  const workerJobs = add(
    'camunda_client_worker_job_total',
    'Jobs that a worker was given (activated), and those that it is done with (handled).',
    ['action'],
  );
  const secretLookups = add(
    'jobwright_secret_lookups_total',
    'Secrets that jobs asked for: found, missing, refused, failed.',
    ['result'],
  );
  const boundCode = boundLabel(MAX_CODES);
  return {
    serves(labels) {
      for (const outcome of OUTCOMES) ends.inc({ ...labels, outcome }, 0);
      for (const result of SECRET_RESULTS) secretLookups.inc({ ...labels, result }, 0);
      for (const action of ['activated', 'handled']) workerJobs.inc({ ...labels, action }, 0);
      for (const counter of [retries, incidents]) counter.inc({ ...labels }, 0);
    },
    activated: (labels) => workerJobs.inc({ ...labels, action: 'activated' }),
    secret: (labels, result) => secretLookups.inc({ ...labels, result }),
    ended(labels, { outcome, reason, retries: left = 0 }) {
      ends.inc({ ...labels, outcome });
      workerJobs.inc({ ...labels, action: 'handled' });
      if (outcome === 'fail' || outcome === 'throwError') {
        const code = outcome === 'fail' ? readErrorCode(reason) : reason;
        failures.inc({ ...labels, outcome, code: boundCode(code ?? NONE) });
      }
      if (outcome === 'fail') (left > 0 ? retries : incidents).inc(labels);
    },
  };
}
