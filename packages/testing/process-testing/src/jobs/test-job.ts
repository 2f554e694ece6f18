import type { ActivatedJob, EngineCore, JobResult, Result } from '@jobwright/engine/core';
import type { JsonObject } from '@jobwright/json';
import { ProcessTestError } from '../process-test-error.ts';

/** Message and variables of a BPMN error. */
export interface BpmnErrorOptions {
  /** Default: empty. */
  readonly message?: string;
  readonly variables?: JsonObject;
}

/** How a job fails. */
export interface FailJobOptions {
  /** Default: empty. */
  readonly errorMessage?: string;
  /** Attempts left; default one less than before. 0 makes an incident. */
  readonly retries?: number;
  /** Default 0. The clock of the test decides when it is over. */
  readonly retryBackoffMs?: number;
  readonly variables?: JsonObject;
}

/**
 * A job that a handler got, with the ways to settle it. A handler that settles nothing completes it with what
 * it returns.
 */
export interface TestJob extends ActivatedJob {
  readonly complete: (variables?: JsonObject, result?: JobResult) => void;
  readonly throwBpmnError: (errorCode: string, options?: BpmnErrorOptions) => void;
  readonly fail: (options?: FailJobOptions) => void;
}

/** What a handler may return: variables to complete the job with, or nothing. */
export type HandlerResult = JsonObject | undefined | void;
/**
 * Works on the jobs of a type, as a job worker does. An error that it throws fails the job; a `BpmnError`
 * throws a BPMN error.
 */
export type JobHandler = (job: TestJob) => HandlerResult | Promise<HandlerResult>;

/** Throw it in a handler to end the job with a BPMN error. */
export class BpmnError extends Error {
  override readonly name = 'BpmnError';
  readonly errorCode: string;
  readonly variables: JsonObject;

  constructor(errorCode: string, { message = '', variables = {} }: BpmnErrorOptions = {}) {
    super(message);
    this.errorCode = errorCode;
    this.variables = variables;
  }
}

interface OpenJob {
  readonly job: TestJob;
  readonly isSettled: () => boolean;
}

/** The job as a handler gets it. */
export function openJob(core: EngineCore, activated: ActivatedJob): OpenJob {
  let isSettled = false;
  const settle = (what: string, result: Result<void>): void => {
    if (!result.ok) throw new ProcessTestError(`The job could not be ${what}: ${result.rejection.reason}`);
    isSettled = true;
  };
  const { key: jobKey, retries: attempts } = activated;
  const job: TestJob = {
    ...activated,
    complete: (variables = {}, result) =>
      settle('completed', core.completeJob({ jobKey, variables, ...(result && { result }) })),
    throwBpmnError: (errorCode, { message = '', variables = {} } = {}) =>
      settle('ended', core.throwError({ jobKey, errorCode, errorMessage: message, variables })),
    fail({ errorMessage = '', retries = attempts - 1, retryBackoffMs = 0, variables = {} } = {}) {
      settle('failed', core.failJob({ jobKey, retries, errorMessage, retryBackoffMs, variables }));
    },
  };
  return { job, isSettled: () => isSettled };
}
