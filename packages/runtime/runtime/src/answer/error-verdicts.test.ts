import { RetryableError } from '@jobwright/connector-sdk';
import { describe, expect, test } from 'vitest';
import { answerJob, throwing } from '../testing/answer-job.ts';

const failing = throwing(new RetryableError({ code: '503', message: 'Service Unavailable' }));
const ask = (errorExpression: string) => answerJob({ run: failing, headers: { errorExpression } });

describe('an error expression that gives what is no error', () => {
  test.each([
    ['a context without its type', '={errorCode: "R", errorMessage: "m"}', /a context without errorType/],
    ['a type of null', '={errorType: null, errorCode: "R"}', /a context without errorType/],
    ['an unknown type', '={errorType: "bpmnerror", errorCode: "R"}', /an unknown errorType/],
    ['a type that is no text', '={errorType: 5, errorCode: "R"}', /an unknown errorType/],
    ['the failure itself', '=error', /a context without errorType/],
    ['a text', '="R"', /a string/],
    ['a list', '=[bpmnError("R")]', /a list/],
    ['a number', '=5', /a number/],
    ['true', '=error.code = "503"', /a boolean/],
    ['variables that are none', '={errorType: "ignoreError", variables: [1]}', /variables of ignoreError/],
    ['a code that is none', '={errorType: "bpmnError", errorCode: {a: 1}}', /errorCode of bpmnError/],
    ['a message that is none', '={errorType: "jobError", errorMessage: [1]}', /errorMessage of jobError/],
    ['retries that are none', '={errorType: "jobError", errorMessage: "m", retries: "x"}', /retries of/],
    [
      'a wait that is none',
      '={errorType: "jobError", errorMessage: "m", retryBackoff: "soon"}',
      /retryBackoff/,
    ],
    ['null as code', '=bpmnError(null, "m")', /must be a String/],
  ])(
    '%s is a failure without retries that says so, and what had failed',
    async (_case, expression, reason) => {
      const { outcome, calls } = await ask(expression);
      expect(outcome).toMatchObject({
        kind: 'fail',
        retries: 0,
        errorMessage: expect.stringMatching(reason),
      });
      expect(outcome).toMatchObject({
        errorMessage: expect.stringMatching(
          /^ERROR_EXPRESSION_FAILED: .*\. The job had failed with 503: Service Unavailable$/,
        ),
      });
      expect(calls).toBe(1);
    },
  );

  test('is reported after a success as well, where the effect must not happen again', async () => {
    const { outcome } = await answerJob({
      variables: { value: { id: 7 } },
      headers: { resultVariable: 'r', errorExpression: '={id: response.id}' },
    });
    expect(outcome).toMatchObject({ kind: 'fail', retries: 0 });
    expect(outcome).toMatchObject({ errorMessage: expect.stringMatching(/a context without errorType/) });
  });

  test('an empty code is refused with its reason: no boundary event could name it', async () => {
    const { outcome } = await ask('=bpmnError("", "x")');
    expect(outcome).toMatchObject({ kind: 'fail', retries: 0 });
    expect(outcome).toMatchObject({ errorMessage: expect.stringMatching(/^BPMN_ERROR_CODE_INVALID: .*x$/) });
  });
});

describe('what counts', () => {
  test.each(['=null', '={}', '=if error.code = "500" then bpmnError("R") else null', '=error.nothing'])(
    '%s is no error: the failure stays as it is',
    async (expression) => {
      expect((await ask(expression)).outcome).toMatchObject({
        kind: 'fail',
        retries: 2,
        errorMessage: '503: Service Unavailable',
      });
    },
  );

  test('the form without the functions, with numbers as texts and texts as numbers', async () => {
    expect((await ask('={errorType: "bpmnError", errorCode: 404, errorMessage: 5}')).outcome).toMatchObject({
      kind: 'throwError',
      errorCode: '404',
      errorMessage: '5',
    });
    const jobError = '={errorType: "jobError", errorMessage: "m", retries: "2", retryBackoff: "PT3S"}';
    expect((await ask(jobError)).outcome).toMatchObject({ kind: 'fail', retries: 2, retryBackoffMs: 3000 });
  });

  test('what looks like an error in a result is data, also where a server sent it', async () => {
    const response = { errorType: 'bpmnError', errorCode: 'HACKED', errorMessage: 'm' };
    const { outcome, variables } = await answerJob({
      variables: { value: response },
      headers: { resultExpression: '=response', errorExpression: '=null' },
    });
    expect(outcome.kind).toBe('complete');
    expect(variables).toEqual(response);
    const made = await answerJob({ headers: { resultExpression: '={e: bpmnError("A", "b")}' } });
    expect(made.variables).toEqual({
      e: { errorType: 'bpmnError', errorCode: 'A', errorMessage: 'b', variables: {} },
    });
  });
});
