import { isJsonObject } from '@jobwright/connector-sdk';
import { FeelError, type FeelFunction } from '@jobwright/feel';
import { parseDurationMs, toIsoDuration } from './duration.ts';

/** Camunda's connector functions for result and error expressions. Parameters are positional; later ones may be left out. */
export const expressionFunctions: Readonly<Record<string, FeelFunction>> = {
  bpmnError: {
    parameters: ['errorCode', 'errorMessage', 'variables'],
    call: (errorCode, errorMessage, variables) => ({
      errorType: 'bpmnError',
      errorCode: expectText('bpmnError', 'errorCode', errorCode),
      errorMessage: expectTextOrNothing('bpmnError', 'errorMessage', errorMessage) ?? '',
      variables: expectContextOrNothing('bpmnError', 'variables', variables),
    }),
  },
  jobError: {
    parameters: ['errorMessage', 'variables', 'retries', 'retryBackoff'],
    call: (...[errorMessage, variables, retries, retryBackoff]) => ({
      errorType: 'jobError',
      errorMessage: expectText('jobError', 'errorMessage', errorMessage),
      variables: expectContextOrNothing('jobError', 'variables', variables),
      retries: expectNumber('jobError', 'retries', retries, 0),
      retryBackoff: toIsoDuration(expectDurationMs('jobError', 'retryBackoff', retryBackoff, 0)),
    }),
  },
  ignoreError: {
    parameters: ['variables'],
    call: (variables) => ({
      errorType: 'ignoreError',
      variables: expectContextOrNothing('ignoreError', 'variables', variables),
    }),
  },
  backoff: {
    parameters: ['attempt', 'minDelay', 'factor', 'maxDelay', 'jitterFactor'],
    call: (...[attempt, minDelay, factor, maxDelay, jitterFactor]) => {
      const exponent = Math.max(expectNumber('backoff', 'attempt', attempt, undefined) - 1, 0);
      const floorMs = expectDurationMs('backoff', 'minDelay', minDelay, 50);
      const ceilingMs = expectDurationMs('backoff', 'maxDelay', maxDelay, 5000);
      const delayMs = Math.min(
        floorMs * expectNumber('backoff', 'factor', factor, 1.6) ** exponent,
        ceilingMs,
      );
      const jitter = expectNumber('backoff', 'jitterFactor', jitterFactor, 0.1);
      return toIsoDuration(Math.round(delayMs * (1 + jitter * (2 * Math.random() - 1))));
    },
  },
};

const isNothing = (value: unknown): value is null | undefined => value === null || value === undefined;

function refuse(name: string, parameter: string, expected: string): never {
  throw new FeelError('evaluation', `Parameter '${parameter}' of function '${name}' must be ${expected}`);
}

function expectText(name: string, parameter: string, value: unknown): string {
  return typeof value === 'string' ? value : refuse(name, parameter, 'a string');
}

function expectTextOrNothing(name: string, parameter: string, value: unknown): string | undefined {
  return isNothing(value) ? undefined : expectText(name, parameter, value);
}

function expectContextOrNothing(name: string, parameter: string, value: unknown): object {
  if (isNothing(value)) return {};
  return isJsonObject(value) ? value : refuse(name, parameter, 'a context');
}

function expectNumber(name: string, parameter: string, value: unknown, fallback: number | undefined): number {
  if (isNothing(value) && fallback !== undefined) return fallback;
  return typeof value === 'number' && Number.isFinite(value) ? value : refuse(name, parameter, 'a number');
}

function expectDurationMs(name: string, parameter: string, value: unknown, fallbackMs: number): number {
  if (isNothing(value)) return fallbackMs;
  const ms = typeof value === 'string' ? parseDurationMs(value) : undefined;
  return ms ?? refuse(name, parameter, 'a duration, e.g. @"PT10S"');
}
