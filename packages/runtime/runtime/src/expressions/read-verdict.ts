import { isJsonObject, type JsonObject } from '@jobwright/json';
import { parseDurationMs } from './duration.ts';
import { readNumber } from './parameter-schemas.ts';

/** The verdict of the model's error expression on a job; `none` changes nothing. */
export type ErrorVerdict =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'bpmnError';
      readonly code: string;
      readonly message: string;
      readonly variables: JsonObject;
    }
  | {
      readonly kind: 'jobError';
      readonly message: string;
      readonly retries: number;
      /** Milliseconds; `undefined` where the expression does not say. */
      readonly retryBackoffMs: number | undefined;
      readonly variables: JsonObject;
    }
  | { readonly kind: 'ignoreError'; readonly variables: JsonObject };

/** Why a value is not a verdict. */
export interface NoVerdict {
  readonly kind: 'wrong';
  readonly reason: string;
}

const EXPECTED = 'bpmnError(...), jobError(...), ignoreError(...) or null';
const NONE = { kind: 'none' } as const;

/**
 * Reads the result of an error expression. Null and an empty context mean no error; so does a `bpmnError`
 * whose code is null, as in the form without the function. Any other value that is not a verdict is a mistake
 * in the model, and is reported.
 */
export function readVerdict(value: unknown): ErrorVerdict | NoVerdict {
  if (value === null || value === undefined) return NONE;
  if (!isJsonObject(value)) return wrong(`it gave ${typeName(value)}; it must give ${EXPECTED}`);
  if (Object.keys(value).length === 0) return NONE;
  const { errorType } = value;
  if (errorType === undefined || errorType === null) {
    return wrong(`it gave a context without errorType; it must give ${EXPECTED}`);
  }
  if (errorType !== 'bpmnError' && errorType !== 'jobError' && errorType !== 'ignoreError') {
    return wrong(`it gave an unknown errorType; it must give ${EXPECTED}`);
  }
  const variables = value.variables ?? {};
  if (!isJsonObject(variables)) return wrong(`variables of ${errorType} must be a context`);
  if (errorType === 'ignoreError') return { kind: errorType, variables };
  const message = readText(value.errorMessage ?? '');
  if (message === undefined) return wrong(`errorMessage of ${errorType} must be a text`);
  return errorType === 'bpmnError'
    ? readBpmnError(value, { message, variables })
    : readJobError(value, { message, variables });
}

interface ErrorFacts {
  readonly message: string;
  readonly variables: JsonObject;
}

function readBpmnError({ errorCode }: JsonObject, facts: ErrorFacts): ErrorVerdict | NoVerdict {
  if (errorCode === undefined || errorCode === null) return NONE;
  const code = readText(errorCode);
  return code === undefined
    ? wrong('errorCode of bpmnError must be a text')
    : { kind: 'bpmnError', code, ...facts };
}

function readJobError(value: JsonObject, facts: ErrorFacts): ErrorVerdict | NoVerdict {
  const retries = readCount(value.retries ?? 0);
  if (retries === undefined) return wrong('retries of jobError must be a number');
  const { retryBackoff = null } = value;
  const retryBackoffMs = typeof retryBackoff === 'string' ? parseDurationMs(retryBackoff) : undefined;
  if (retryBackoff !== null && retryBackoffMs === undefined) {
    return wrong('retryBackoff of jobError must be a duration, e.g. @"PT10S"');
  }
  return { kind: 'jobError', retries, retryBackoffMs, ...facts };
}

const wrong = (reason: string): NoVerdict => ({ kind: 'wrong', reason });

function readText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  const isScalar = typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean';
  return isScalar ? String(value) : undefined;
}

const readCount = (value: unknown): number | undefined =>
  typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : readNumber(value);

const typeName = (value: unknown): string => (Array.isArray(value) ? 'a list' : `a ${typeof value}`);
