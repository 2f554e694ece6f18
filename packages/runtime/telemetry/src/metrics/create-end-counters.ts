import type { JobEnd, SecretResult } from '@jobwright/runtime';
import { Counter, type Registry } from 'prom-client';
import { toErrorCode } from '../to-error-code.ts';
import { boundLabel } from './bounded-label.ts';
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

/** What is counted of jobs, by their type. */
export interface EndCounters {
  /** Begins the series of a job type at 0. */
  serves(type: string): void;
  activated(type: string): void;
  secret(type: string, result: SecretResult): void;
  ended(type: string, end: JobEnd): void;
}

export function createEndCounters(registry: Registry): EndCounters {
  const add = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Counter({ name, help, labelNames, registers: [registry] });
  const ends = add(
    'jobwright_job_ends_total',
    'Jobs by how they ended here: complete, fail, throwError, handedBack, gone, unanswered.',
    ['type', 'outcome'],
  );
  const retries = add('jobwright_job_retries_total', 'Failed jobs that the engine hands out again.', [
    'type',
  ]);
  const incidents = add(
    'jobwright_job_incidents_total',
    'Failed jobs with no retries left: the engine has made an incident of them.',
    ['type'],
  );
  const failures = add(
    'jobwright_job_failures_total',
    'Jobs that failed, by the code of the failure, and those that ended in a BPMN error, by its code.',
    ['type', 'outcome', 'code'],
  );
  const workerJobs = add(
    'camunda_client_worker_job_total',
    'Jobs a worker was given (activated), and those it is done with (handled).',
    ['type', 'action'],
  );
  const secretLookups = add(
    'jobwright_secret_lookups_total',
    'Secrets asked for by jobs: found, missing, refused, failed.',
    ['type', 'result'],
  );
  const boundCode = boundLabel(MAX_CODES);
  return {
    serves(type) {
      for (const outcome of OUTCOMES) ends.inc({ type, outcome }, 0);
      for (const result of SECRET_RESULTS) secretLookups.inc({ type, result }, 0);
      for (const action of ['activated', 'handled']) workerJobs.inc({ type, action }, 0);
      for (const counter of [retries, incidents]) counter.inc({ type }, 0);
    },
    activated: (type) => workerJobs.inc({ type, action: 'activated' }),
    secret: (type, result) => secretLookups.inc({ type, result }),
    ended(type, { outcome, reason, retries: left = 0 }) {
      ends.inc({ type, outcome });
      workerJobs.inc({ type, action: 'handled' });
      if (outcome === 'fail' || outcome === 'throwError') {
        const code = outcome === 'fail' ? toErrorCode(reason) : reason;
        failures.inc({ type, outcome, code: boundCode(code ?? NONE) });
      }
      if (outcome === 'fail') (left > 0 ? retries : incidents).inc({ type });
    },
  };
}
