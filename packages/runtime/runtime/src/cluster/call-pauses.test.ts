import { expect, test } from 'vitest';
import { createCallPauses } from './call-pauses.ts';
import { ClusterCallError } from './cluster-call-error.ts';

const rejection = new ClusterCallError('unauthenticated', 'HTTP status code 401');
const outage = new ClusterCallError('unreachable', 'ECONNREFUSED');
const createPauses = () => createCallPauses({ firstMs: 100, maxMs: 5_000, jitter: 0 });

test('pauses grow, and begin anew after a success', () => {
  const pauses = createPauses();
  expect([pauses.next(outage), pauses.next(outage), pauses.next(outage)]).toEqual([100, 200, 400]);
  expect(pauses.count).toBe(3);
  pauses.reset();
  expect(pauses.count).toBe(0);
  expect(pauses.next(outage)).toBe(100);
});

test('credentials that are rejected again are not tried at the pace of an outage', () => {
  const pauses = createPauses();
  expect(pauses.next(rejection)).toBe(100);
  const [second, third] = [pauses.next(rejection), pauses.next(rejection)];
  expect(second).toBeGreaterThanOrEqual(4_000);
  expect(second).toBeLessThanOrEqual(6_000);
  expect(third).toBeGreaterThanOrEqual(8_000);
  for (let count = 0; count < 20; count += 1) expect(pauses.next(rejection)).toBeLessThanOrEqual(72_000);
  expect(pauses.next(outage)).toBe(5_000);
  expect(pauses.next(rejection)).toBe(5_000);
});

test('a cluster that asks for a pause gets it, at most half a minute', () => {
  const pauses = createPauses();
  const asking = (retryAfterMs: number) =>
    new ClusterCallError('refused', 'HTTP status code 429', { retryAfterMs });
  expect(pauses.next(asking(7_000))).toBe(7_000);
  expect(pauses.next(asking(3_600_000))).toBe(30_000);
});
