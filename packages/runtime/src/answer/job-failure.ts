import { isConnectorFailure, isJsonObject, type JsonObject } from '@jobwright/connector-sdk';
import type { ActivatedJob } from '../job.ts';
import type { Mask } from '../secrets/mask.ts';

/** A failure as the model's error expression sees it, and what the job is answered with when that says nothing. */
export interface JobFailure {
  /** What an error expression sees as `error`; no secret is in it. */
  readonly error: {
    readonly type: string;
    readonly code: string;
    readonly message: string;
    readonly variables: JsonObject;
  };
  readonly answer: 'fail' | 'throwError';
  readonly retries: number;
  /** How long to wait at least before the next attempt, in milliseconds. */
  readonly retryAfterMs: number;
}

/** Says of a thrown value what to do next. What is not one of the SDK's failures is `UNEXPECTED`: its text stays in the log. */
export function toJobFailure(thrown: unknown, job: ActivatedJob, mask: Mask): JobFailure {
  const retried = Math.max(job.retries - 1, 0);
  if (!isConnectorFailure(thrown)) {
    return {
      error: {
        type: 'UnexpectedError',
        code: 'UNEXPECTED',
        message: `The connector failed unexpectedly; the cause is in the log of the runtime, at job ${job.key}`,
        variables: {},
      },
      answer: 'fail',
      retries: retried,
      retryAfterMs: 0,
    };
  }
  const masked = mask.value(thrown.variables);
  const error = {
    type: thrown.name,
    code: mask.text(thrown.code),
    message: mask.text(thrown.message),
    variables: isJsonObject(masked) ? masked : {},
  };
  switch (thrown.kind) {
    case 'input':
    case 'connector':
      return { error, answer: 'fail', retries: 0, retryAfterMs: 0 };
    case 'retryable':
      return { error, answer: 'fail', retries: retried, retryAfterMs: thrown.retryAfterMs ?? 0 };
    case 'bpmn':
      return { error, answer: 'throwError', retries: retried, retryAfterMs: 0 };
  }
}
