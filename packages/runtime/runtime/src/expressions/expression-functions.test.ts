import { compile } from '@jobwright/feel';
import { describe, expect, it } from 'vitest';
import { expressionFunctions } from './expression-functions.ts';

const evaluate = (text: string): unknown => compile(text, { functions: expressionFunctions }).evaluate({});

describe("Camunda's connector functions", () => {
  it.each([
    ['bpmnError("E")', { errorType: 'bpmnError', errorCode: 'E', errorMessage: '', variables: {} }],
    [
      'bpmnError("E", "No stock", {left: 0})',
      { errorType: 'bpmnError', errorCode: 'E', errorMessage: 'No stock', variables: { left: 0 } },
    ],
    ['bpmnError("E", null)', { errorType: 'bpmnError', errorCode: 'E', errorMessage: '', variables: {} }],
    [
      'jobError("Later", {a: 1}, 2, @"PT10S")',
      {
        errorType: 'jobError',
        errorMessage: 'Later',
        variables: { a: 1 },
        retries: 2,
        retryBackoff: 'PT10S',
      },
    ],
    [
      'jobError("Later")',
      { errorType: 'jobError', errorMessage: 'Later', variables: {}, retries: 0, retryBackoff: 'PT0S' },
    ],
    ['ignoreError({a: 1})', { errorType: 'ignoreError', variables: { a: 1 } }],
    ['ignoreError()', { errorType: 'ignoreError', variables: {} }],
    ['backoff(3, @"PT1S", 2, @"PT1M", 0)', 'PT4S'],
    ['backoff(30, @"PT1S", 2, @"PT1M", 0)', 'PT60S'],
    ['backoff(attempt: 1, jitterFactor: 0)', 'PT0.05S'],
  ])('%s', (text, expected) => expect(evaluate(text)).toEqual(expected));

  it.each([
    ['bpmnError(404)', "Parameter 'errorCode' of function 'bpmnError' must be a String"],
    ['bpmnError()', "Parameter 'errorCode' of function 'bpmnError' must be a String"],
    ['bpmnError("E", 5)', "Parameter 'errorMessage' of function 'bpmnError' must be a String"],
    ['bpmnError("E", "", [1])', "Parameter 'variables' of function 'bpmnError' must be a Context"],
    ['jobError("x", {}, "many")', "Parameter 'retries' of function 'jobError' must be a Number"],
    ['jobError("x", {}, 1, "soon")', "Parameter 'retryBackoff' of function 'jobError' must be a Duration"],
    ['backoff("x")', "Parameter 'attempt' of function 'backoff' must be a Number"],
  ])('%s is refused by name', (text, message) => expect(() => evaluate(text)).toThrow(message));
});
