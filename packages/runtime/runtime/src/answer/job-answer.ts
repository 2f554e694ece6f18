import { ConnectorError } from '@jobwright/connector-sdk';
import { isJsonObject, type JsonObject, stringifyJson } from '@jobwright/json';
import { type BackoffFacts, computeRetryBackoff } from '../expressions/compute-retry-backoff.ts';
import { evaluateErrorExpression } from '../expressions/error-expression.ts';
import type { ErrorVerdict } from '../expressions/read-verdict.ts';
import type { ActivatedJob, JobOutcome } from '../job.ts';
import { cutMessage } from './bound-outcome.ts';
import type { DocumentHost } from '../expressions/evaluate-with-documents.ts';
import { type JobFailure, readJobFailure } from './job-failure.ts';
import type { SparedWaits } from './spared-waits.ts';
import { readFailure } from './read-failure.ts';
import { mapResult } from '../expressions/map-result.ts';
import { toOutputText } from '../expressions/output-text.ts';
import type { Mask } from '../secrets/mask.ts';
import type { ReservedHeaders } from '../expressions/reserved-headers.ts';

export interface AnswerFacts {
  readonly job: ActivatedJob;
  readonly headers: ReservedHeaders;
  readonly mask: Mask;
  /** The longest delay before another attempt that data may ask for, in milliseconds. */
  readonly maxRetryDelayMs: number;
  readonly host: DocumentHost;
  /** How long jobs have waited without spending a retry. */
  readonly spared: SparedWaits;
  /** Called with the names that the result expression reads and that do not exist. */
  readonly onMissing?: (names: readonly string[]) => void;
}

export interface RetryFacts extends Pick<AnswerFacts, 'maxRetryDelayMs'> {
  readonly headers: Pick<ReservedHeaders, 'retryBackoffMs'>;
}

/**
 * Steps 6 and 7 for a connector that returned: output variables, unless the error expression finds an error
 * in them.
 */
export async function answerResponse(response: unknown, facts: AnswerFacts): Promise<JobOutcome> {
  const { headers, job, host, onMissing } = facts;
  const variables = await mapResult(response, headers, { ...host, ...(onMissing && { onMissing }) });
  if (headers.errorExpression === undefined) return complete(variables);
  const fields = Object.keys(variables).length > 0 ? variables : isJsonObject(response) ? response : {};
  const named = { response: response ?? null, job: { retries: job.retries } };
  const verdict = await evaluateErrorExpression(headers.errorExpression, { fields, named }, host);
  return outcomeOf(await withBackoff(verdict, facts), facts) ?? complete(variables);
}

/**
 * Step 7 for a connector that threw: the verdict of the error expression, otherwise that of the failure
 * itself.
 */
export async function answerFailure(thrown: unknown, facts: AnswerFacts): Promise<JobOutcome> {
  const failure = readJobFailure(thrown, facts.job, facts.mask);
  const { error } = failure;
  const { headers, host, job } = facts;
  const named = { error, response: { error }, job: { retries: job.retries } };
  try {
    const verdict = await evaluateErrorExpression(headers.errorExpression, { fields: {}, named }, host);
    const outcome = outcomeOf(await withBackoff(verdict, facts, error), facts);
    if (outcome !== undefined) return outcome;
    const least = facts.spared.spare(failure, job);
    const isRetried = least.answer === 'fail' && least.retries > 0;
    const askedMs = isRetried ? await askBackoff(error, facts) : undefined;
    const answer = failOutcome({ ...least, retryAfterMs: Math.max(least.retryAfterMs, askedMs ?? 0) }, facts);
    if (least.keepsRetries === true) facts.spared.add(job, answer);
    return answer;
  } catch (mistake) {
    throw withFailure(mistake, error);
  }
}

/** The backoff of the header `retryBackoff` where it is FEEL, in milliseconds. */
async function askBackoff(
  error: BackoffFacts['error'],
  { headers, host, job }: AnswerFacts,
): Promise<number | undefined> {
  if (headers.retryBackoff === undefined) return undefined;
  return computeRetryBackoff(headers.retryBackoff, { error, retries: job.retries }, host);
}

/** A job error without a backoff gets that of the task. */
async function withBackoff(
  verdict: ErrorVerdict,
  facts: AnswerFacts,
  error?: JobFailure['error'],
): Promise<ErrorVerdict> {
  if (verdict.kind !== 'jobError' || verdict.retryBackoffMs !== undefined || verdict.retries < 1) {
    return verdict;
  }
  const { message, variables } = verdict;
  const seen = error ?? { type: 'JobError', code: null, message, variables };
  return { ...verdict, retryBackoffMs: await askBackoff(seen, facts) };
}

/** A mistake in the model does not hide what went wrong before. */
function withFailure(mistake: unknown, { code, message }: JobFailure['error']): unknown {
  const failure = readFailure(mistake);
  if (failure === undefined) return mistake;
  const text = `${failure.message.replace(/\.?$/, '.')} The job had failed with ${code}: ${message}`;
  return new ConnectorError({ code: failure.code, message: text, cause: mistake });
}

/** The answer for a failure without the verdict of an error expression. */
export function failOutcome(
  { error, detail = '', answer, retries, retryAfterMs }: JobFailure,
  { headers, maxRetryDelayMs }: RetryFacts,
): JobOutcome {
  if (answer === 'throwError') {
    return throwError({ code: error.code, message: error.message, variables: error.variables });
  }
  const outcome = {
    kind: 'fail',
    errorMessage: cutMessage(`${error.code}: ${error.message}${detail === '' ? '' : `: ${detail}`}`),
    retries,
    retryBackoffMs: retries === 0 ? 0 : Math.max(headers.retryBackoffMs, retryAfterMs),
    variables: failureVariables(error),
  } as const;
  return retryAfterMs > maxRetryDelayMs ? giveUpWaiting(outcome, retryAfterMs, maxRetryDelayMs) : outcome;
}

/** Nobody would notice for days, or years, that the job waits. */
function giveUpWaiting(
  outcome: Extract<JobOutcome, { kind: 'fail' }>,
  delayMs: number,
  maxRetryDelayMs: number,
): JobOutcome {
  if (outcome.retries === 0) return outcome;
  const seconds = (ms: number): string => `${Math.ceil(ms / 1000)} s`;
  const reason = `Not retried: the next attempt was to be in ${seconds(delayMs)}, and at most ${seconds(maxRetryDelayMs)} are allowed (jobs.maxRetryDelaySeconds). `;
  return {
    ...outcome,
    errorMessage: cutMessage(reason + outcome.errorMessage),
    retries: 0,
    retryBackoffMs: 0,
  };
}

/** A failure must always get through: what the engine would not accept is left out of it. */
function failureVariables(error: JobFailure['error']): string {
  const message = cutMessage(error.message);
  try {
    return toOutputText({ error: { ...error, message } });
  } catch {
    return stringifyJson({
      error: {
        type: error.type,
        code: error.code.slice(0, 1_000),
        message: 'See the incident',
        variables: {},
      },
    });
  }
}

function outcomeOf(verdict: ErrorVerdict, { headers, maxRetryDelayMs }: AnswerFacts): JobOutcome | undefined {
  switch (verdict.kind) {
    case 'none':
      return undefined;
    case 'bpmnError':
      return throwError(verdict);
    case 'jobError': {
      const message = cutMessage(verdict.message);
      const { retries, retryBackoffMs = 0 } = verdict;
      const outcome = {
        kind: 'fail',
        errorMessage: message,
        retries,
        retryBackoffMs: verdict.retryBackoffMs ?? headers.retryBackoffMs,
        variables: toOutputText({ ...verdict.variables, error: message }),
      } as const;
      return retryBackoffMs > maxRetryDelayMs
        ? giveUpWaiting(outcome, retryBackoffMs, maxRetryDelayMs)
        : outcome;
    }
    case 'ignoreError':
      return complete(verdict.variables);
  }
}

interface BpmnErrorFacts {
  readonly code: string;
  readonly message: string;
  readonly variables: JsonObject;
}

const throwError = ({ code, message, variables }: BpmnErrorFacts): JobOutcome => ({
  kind: 'throwError',
  errorCode: code,
  errorMessage: cutMessage(message),
  variables: toOutputText(variables),
});

const complete = (variables: Readonly<Record<string, unknown>>): JobOutcome => ({
  kind: 'complete',
  variables: toOutputText(variables),
});
