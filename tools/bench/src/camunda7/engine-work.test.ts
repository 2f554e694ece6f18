import { expect, test } from 'vitest';
import { findFaults } from './engine-work.ts';

const before = { completed: 100, failures: 1, incidents: 0 };
const endpoint = { hits: 50, distinctUrls: 50, connections: 1, peak: 10 };

test('work that was done once and completely has no faults', () => {
  expect(findFaults({ total: 50, before, after: { ...before, completed: 150 }, endpoint })).toEqual([]);
});

test('each count that is wrong is a fault', () => {
  const after = { completed: 149, failures: 2, incidents: 1 };
  expect(findFaults({ total: 50, before, after, endpoint: { ...endpoint, hits: 51 } })).toEqual([
    'instances completed: 49 instead of 50',
    'failures: 1 instead of 0',
    'incidents: 1 instead of 0',
    'requests at the endpoint: 51 instead of 50',
  ]);
});
