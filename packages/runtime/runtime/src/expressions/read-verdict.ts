import { isJsonObject, type JsonObject } from '@jobwright/json';
import { parseDurationMs } from './duration.ts';
import { readNumber } from './parameter-schemas.ts';

/** What the model's error expression makes of a job; `none` leaves it as it was. */
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

/** Why a value is no verdict. */
export interface NoVerdict {
  readonly kind: 'wrong';
  readonly reason: string;
}

const EXPECTED = 'bpmnError(...), jobError(...), ignoreError(...) or null';
const NONE = { kind: 'none' } as const;

/**
 * Reads what an error expression gave: null and an empty context mean no error; so does a `bpmnError` whose code is null, as in the form without
 * the function. All else that is no error is a mistake in the model, which is told.
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
  const message = toText(value.errorMessage ?? '');
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
  const code = toText(errorCode);
  return code === undefined
    ? wrong('errorCode of bpmnError must be a text')
    : { kind: 'bpmnError', code, ...facts };
}

function readJobError(value: JsonObject, facts: ErrorFacts): ErrorVerdict | NoVerdict {
  const retries = toNumber(value.retries ?? 0);
  if (retries === undefined) return wrong('retries of jobError must be a number');
  const { retryBackoff = null } = value;
  const retryBackoffMs = typeof retryBackoff === 'string' ? parseDurationMs(retryBackoff) : undefined;
  if (retryBackoff !== null && retryBackoffMs === undefined) {
    return wrong('retryBackoff of jobError must be a duration, e.g. @"PT10S"');
  }
  return { kind: 'jobError', retries, retryBackoffMs, ...facts };
}

const wrong = (reason: string): NoVerdict => ({ kind: 'wrong', reason });

function toText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  const isScalar = typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean';
  return isScalar ? String(value) : undefined;
}

const toNumber = (value: unknown): number | undefined =>
  typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : readNumber(value);

const typeName = (value: unknown): string => (Array.isArray(value) ? 'a list' : `a ${typeof value}`);
