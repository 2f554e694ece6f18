import { BpmnError, ConnectorError, RetryableError } from '@jobwright/connector-sdk';
import { describe, expect, test } from 'vitest';
import { answerJob, throwing, type Work } from '../testing/answer-job.ts';

const errorExpression = '=bpmnError(if error.code = null then "NONE" else error.code, error.type, error)';

describe('an error expression sees code, type and variables of every failure', () => {
  test.each<[string, string, string, Work]>([
    [
      'wrong input',
      'INPUT_INVALID',
      'InputError',
      { variables: { value: { 'camunda.function.type': 'no' } } },
    ],
    ['a missing secret', 'SECRET_NOT_FOUND', 'ConnectorError', { variables: { value: '{{secrets.NO}}' } }],
    [
      'what cannot help to repeat',
      'A',
      'ConnectorError',
      { run: throwing(new ConnectorError({ code: 'A', message: '' })) },
    ],
    ['what can', 'B', 'RetryableError', { run: throwing(new RetryableError({ code: 'B', message: '' })) }],
    ['a business outcome', 'C', 'BpmnError', { run: throwing(new BpmnError({ code: 'C', message: '' })) }],
    ['anything else', 'UNEXPECTED', 'UnexpectedError', { run: throwing(new TypeError('x')) }],
  ])('%s is %s', async (_case, errorCode, errorMessage, work) => {
    const { outcome, variables } = await answerJob({ ...work, headers: { errorExpression } });
    expect(outcome).toMatchObject({ kind: 'throwError', errorCode, errorMessage });
    expect(variables).toMatchObject({ code: errorCode, type: errorMessage, variables: {} });
  });

  test.each([
    ['RESULT_EXPRESSION_FAILED', { resultExpression: '=5' }],
    ['ERROR_EXPRESSION_FAILED', { errorExpression: '=5' }],
  ])('but for those of expressions, whose effect has happened: %s', async (code, headers) => {
    const { outcome, variables } = await answerJob({ headers });
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      errorMessage: expect.stringMatching(`^${code}: `),
    });
    expect(variables).toMatchObject({ error: { code, type: 'ConnectorError', variables: {} } });
  });
});

test.each(['resultExpression', 'errorExpression', 'retryBackoff'])(
  'a mistake of syntax in %s is found before the call',
  async (header) => {
    const { outcome, calls } = await answerJob({ headers: { [header]: '=if a then' } });
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      errorMessage: expect.stringMatching(`^INPUT_INVALID: header ${header}: `),
    });
    expect(calls).toBe(0);
  },
);

test('the incident has the code before the message, and a long one ends with a sign of it', async () => {
  const long = throwing(new ConnectorError({ code: 'LONG', message: 'x'.repeat(10_000) }));
  const { outcome } = await answerJob({ run: long });
  const message = outcome.kind === 'fail' ? outcome.errorMessage : '';
  expect(message).toMatch(/^LONG: x+…$/);
  expect(message).toHaveLength(6000);
});
