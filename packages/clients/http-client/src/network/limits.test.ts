import { expect, test } from 'vitest';
import { createOutboundNetwork } from './create-outbound-network.ts';
import { limitsByOrigin } from './limits.ts';

test('limits: the closest entry counts', () => {
  const limits = {
    '*': { maxConcurrent: 1 },
    '*.example.com': { maxConcurrent: 2 },
    '*.a.example.com': { maxConcurrent: 3 },
    'a.example.com': { maxConcurrent: 4 },
    'https://a.example.com:8443': {
      maxConcurrent: 5,
      requestsPerSecond: 0.5,
      circuitBreaker: { failures: 3, openMs: 10 },
    },
  };
  const { limitsFor } = createOutboundNetwork({ limits });
  const found = [
    'https://other.org',
    'https://b.example.com',
    'https://x.a.example.com',
    'https://a.example.com',
    'https://a.example.com:8443',
  ].map((origin) => limitsFor(origin).maxConcurrent);
  expect(found).toEqual([1, 2, 3, 4, 5]);
});

test('limits: a mail server is named with its protocol, or by its host', () => {
  const limits = {
    'mail.example.com': { maxConcurrent: 1 },
    'smtp://mail.example.com:587': { maxConcurrent: 2 },
    'imap://[::1]:993': { maxConcurrent: 3 },
  };
  const { limitsFor } = createOutboundNetwork({ limits });
  const found = ['pop3://mail.example.com:995', 'smtp://mail.example.com:587', 'imap://[::1]:993'].map(
    (origin) => limitsFor(origin).maxConcurrent,
  );
  expect(found).toEqual([1, 2, 3]);
});

test.each([
  [{ '*': { maxConcurrent: 0 } }, ['*', 'maxConcurrent']],
  [{ '*': { maxConcurent: 1 } }, ['*']],
  [{ 'a b': {} }, ['a b']],
])('limits: %j is refused', (limits, path) => {
  expect(limitsByOrigin.safeParse(limits).error?.issues.map((issue) => issue.path)).toEqual([path]);
});
