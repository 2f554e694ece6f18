import { isJsonObject, type JsonObject, stringifyJson } from '@jobwright/connector-sdk';
import { askErrorExpression, type ErrorVerdict } from '../expressions/error-expression.ts';
import type { ActivatedJob, JobOutcome } from '../job.ts';
import { type JobFailure, toJobFailure } from './job-failure.ts';
import { mapResult, toOutputText } from '../expressions/map-result.ts';
import type { Mask } from '../secrets/mask.ts';
import type { ReservedHeaders } from '../expressions/reserved-headers.ts';

/** Texts of an answer are cut here: the engine shows them, it does not store novels. */
const MAX_MESSAGE_LENGTH = 6_000;

export interface AnswerFacts {
  readonly job: ActivatedJob;
  readonly headers: ReservedHeaders;
  readonly mask: Mask;
}

/** Steps 6 and 7 for a connector that answered: output variables, unless the error expression sees an error in them. */
export function answerResponse(response: unknown, facts: AnswerFacts): JobOutcome {
  const { headers, job } = facts;
  const variables = mapResult(response, headers);
  if (headers.errorExpression === undefined) return complete(variables);
  const fields = Object.keys(variables).length > 0 ? variables : isJsonObject(response) ? response : {};
  const named = { response: response ?? null, job: { retries: job.retries } };
  const verdict = askErrorExpression(headers.errorExpression, { fields, named });
  return toOutcome(verdict, facts) ?? complete(variables);
}

/** Step 7 for a connector that threw: what the error expression says, else what the failure itself says. */
export function answerFailure(thrown: unknown, facts: AnswerFacts): JobOutcome {
  const failure = toJobFailure(thrown, facts.job, facts.mask);
  const { error } = failure;
  const named = { error, response: { error }, job: { retries: facts.job.retries } };
  const verdict = askErrorExpression(facts.headers.errorExpression, { fields: {}, named });
  return toOutcome(verdict, facts) ?? failOutcome(failure, facts.headers.retryBackoffMs);
}

/** The answer for a failure that no error expression looks at. */
export function failOutcome(
  { error, answer, retries, retryAfterMs }: JobFailure,
  retryBackoffMs: number,
): JobOutcome {
  if (answer === 'throwError') {
    return throwError({ code: error.code, message: error.message, variables: error.variables });
  }
  return {
    kind: 'fail',
    errorMessage: cut(`${error.code}: ${error.message}`),
    retries,
    retryBackoffMs: retries === 0 ? 0 : Math.max(retryBackoffMs, retryAfterMs),
    variables: toFailureText(error),
  };
}

/** What the engine would not take of a failure is left out of it: a failure must always get through. */
function toFailureText(error: JobFailure['error']): string {
  const message = cut(error.message);
  try {
    return toOutputText({ error: { ...error, message } });
  } catch {
    return stringifyJson({
      error: { type: error.type, code: error.code, message: 'See the incident', variables: {} },
    });
  }
}

function toOutcome(verdict: ErrorVerdict, { headers }: AnswerFacts): JobOutcome | undefined {
  switch (verdict.kind) {
    case 'none':
      return undefined;
    case 'bpmnError':
      return throwError(verdict);
    case 'jobError':
      return {
        kind: 'fail',
        errorMessage: cut(verdict.message),
        retries: verdict.retries,
        retryBackoffMs: verdict.retryBackoffMs ?? headers.retryBackoffMs,
        variables: toOutputText({ ...verdict.variables, error: verdict.message }),
      };
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
  errorMessage: cut(message),
  variables: toOutputText(variables),
});

const complete = (variables: Readonly<Record<string, unknown>>): JobOutcome => ({
  kind: 'complete',
  variables: toOutputText(variables),
});

const cut = (text: string): string =>
  text.length <= MAX_MESSAGE_LENGTH ? text : `${text.slice(0, MAX_MESSAGE_LENGTH - 1)}…`;
