import { ConnectorError, RetryableError } from '@jobwright/connector-sdk';
import { expect, test } from 'vitest';
import { toFailureData, fromFailureData } from './failure-data.ts';

const facts = { code: 'A', message: 'b', detail: 'more', request: { method: 'GET', host: 'a.example' } };

test.each([new ConnectorError(facts), new RetryableError({ ...facts, retryAfterMs: 7 })])(
  'a failure crosses threads with what its incident and the log say',
  (failure) => {
    expect(fromFailureData(toFailureData(failure))).toMatchObject(facts);
  },
);

test('a rate limit crosses threads as one', () => {
  const limited = new RetryableError({ code: 'A', message: 'b', retryAfterMs: 7, keepsRetries: true });
  expect(fromFailureData(toFailureData(limited))).toMatchObject({ retryAfterMs: 7, keepsRetries: true });
});
