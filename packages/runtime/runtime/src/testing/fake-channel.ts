import { isJsonObject, type JsonObject, parseJson } from '@jobwright/json';
import type { ActivatedJob, JobChannel, JobOutcome } from '../job.ts';

/** An engine's side of jobs, as a test sees it. */
export interface FakeChannel extends JobChannel {
  readonly answers: { readonly job: ActivatedJob; readonly outcome: JobOutcome }[];
  readonly extensions: { readonly jobKey: string; readonly timeoutMs: number }[];
}

export function createFakeChannel(overrides: Partial<JobChannel> = {}): FakeChannel {
  const answers: FakeChannel['answers'] = [];
  const extensions: FakeChannel['extensions'] = [];
  return {
    answers,
    extensions,
    async settle(job, outcome, until) {
      answers.push({ job, outcome });
      return (await overrides.settle?.(job, outcome, until)) ?? 'settled';
    },
    async extendDeadline(job, timeoutMs, until) {
      extensions.push({ jobKey: job.key, timeoutMs });
      return (await overrides.extendDeadline?.(job, timeoutMs, until)) ?? 'extended';
    },
  };
}

let lastKey = 0;

export function createJob(overrides: Partial<ActivatedJob> = {}): ActivatedJob {
  lastKey += 1;
  return {
    key: String(lastKey),
    type: 'acme:work:1',
    processInstanceKey: '100',
    bpmnProcessId: 'order',
    processDefinitionKey: '7',
    processDefinitionVersion: 1,
    elementId: 'task',
    elementInstanceKey: '200',
    headers: {},
    retries: 3,
    deadline: performance.now() + 60_000,
    variables: '{}',
    tenantId: '<default>',
    ...overrides,
  };
}

export function variablesOf(outcome: JobOutcome): JsonObject {
  const variables = parseJson(outcome.variables);
  if (!isJsonObject(variables)) throw new Error('No object');
  return variables;
}
