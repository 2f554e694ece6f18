import type { JobObserver } from '@jobwright/runtime';
import { expect, test } from 'vitest';
import { createTryReport } from './try-report.ts';

const job = { key: '1', elementId: 'post' } as Parameters<NonNullable<JobObserver['activated']>>[0];

test('a failed try and a wait that costs no retry are told apart; an incident ends the count', () => {
  const lines: string[] = [];
  const report = createTryReport((line) => void lines.push(line));
  const end = (before: number, left: number) =>
    report
      .activated?.({ ...job, retries: before })
      ?.ended?.({ outcome: 'fail', retries: left, retryAfterMs: 7_000, reason: 'CHAT_LIMITED: Slow down' });
  end(3, 3);
  end(3, 2);
  end(1, 0);
  expect(lines).toEqual([
    'post: waits, no retry spent, again in 7 s: CHAT_LIMITED: Slow down',
    'post: try 1 of 3 failed, again in 7 s: CHAT_LIMITED: Slow down',
  ]);
});
