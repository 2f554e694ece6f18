import { ConnectorError, RetryableError } from '@jobwright/connector-sdk';
import { expect, test } from 'vitest';
import { toFailureData, fromFailureData } from './failure-data.ts';

test.each([
  new ConnectorError({ code: 'A', message: 'b', detail: 'more' }),
  new RetryableError({ code: 'A', message: 'b', detail: 'more', retryAfterMs: 7 }),
])('a failure crosses threads with what its incident says', (failure) => {
  expect(fromFailureData(toFailureData(failure))).toMatchObject({ code: 'A', message: 'b', detail: 'more' });
});

test('a rate limit crosses threads as one', () => {
  const limited = new RetryableError({ code: 'A', message: 'b', retryAfterMs: 7, keepsRetries: true });
  expect(fromFailureData(toFailureData(limited))).toMatchObject({ retryAfterMs: 7, keepsRetries: true });
});
