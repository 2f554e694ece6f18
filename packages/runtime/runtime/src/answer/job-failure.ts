import { hasInputCause } from '@jobwright/connector-sdk';
import { isJsonObject, type JsonObject } from '@jobwright/json';
import type { ActivatedJob } from '../job.ts';
import { isModelUnavailable } from '../models/process-models.ts';
import type { Mask } from '../secrets/mask.ts';
import { readFailure } from './read-failure.ts';

/** A failure as the model's error expression sees it, and the answer for the job when that finds no error. */
export interface JobFailure {
  /** What an error expression sees as `error`. It holds no secret. */
  readonly error: {
    readonly type: string;
    readonly code: string;
    readonly message: string;
    readonly variables: JsonObject;
  };
  /** What the incident says after the message. It holds no secret. */
  readonly detail?: string;
  readonly answer: 'fail' | 'throwError';
  readonly retries: number;
  /** The least delay before the next attempt, in milliseconds. */
  readonly retryAfterMs: number;
  /** Whether another attempt is to cost no retry. Default false. */
  readonly keepsRetries?: boolean;
}

const MAX_DETAIL_LENGTH = 200;

/** In one line, and short. Masked before it is cut: half a secret could no longer be found. */
function shortDetail(text: string, mask: Mask): string {
  const line = mask
    .text(text)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  if (line.length <= MAX_DETAIL_LENGTH) return line;
  return `${line.slice(0, MAX_DETAIL_LENGTH).replace(/[\ud800-\udbff]$/, '')}…`;
}

/**
 * Decides what to do about a thrown value. What is not one of the SDK's failures is `UNEXPECTED`: its text
 * stays in the log.
 */
export function readJobFailure(thrown: unknown, job: ActivatedJob, mask: Mask): JobFailure {
  const failure = readFailure(thrown);
  const retried = hasInputCause(thrown) ? 0 : (failure?.retriesLeft ?? Math.max(job.retries - 1, 0));
  if (failure === undefined) {
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
  const masked = mask.value(failure.variables);
  const detail = shortDetail(failure.detail, mask);
  const error = {
    type: failure.name,
    code: mask.code(failure.code),
    message: mask.text(failure.message),
    variables: isJsonObject(masked) ? masked : {},
  };
  switch (failure.kind) {
    case 'input':
    case 'connector':
      return { error, detail, answer: 'fail', retries: 0, retryAfterMs: 0 };
    case 'retryable':
      return {
        error,
        detail,
        answer: 'fail',
        // Nothing was attempted: the job keeps its retries.
        retries: isModelUnavailable(thrown) ? Math.max(job.retries, 1) : retried,
        retryAfterMs: failure.retryAfterMs,
        keepsRetries: failure.keepsRetries && failure.retriesLeft === undefined && !hasInputCause(thrown),
      };
    case 'bpmn':
      return { error, answer: 'throwError', retries: retried, retryAfterMs: 0 };
  }
}
