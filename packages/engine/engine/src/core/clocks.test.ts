import { describe, expect, it } from 'vitest';

import { createSystemClock } from './system-clock.ts';
import { createTestClock } from './test-clock.ts';

describe('the test clock', () => {
  it('calls back in order of time, with the time it was asked for', () => {
    const clock = createTestClock(1000);
    const calls: string[] = [];
    const note = (name: string) => () => calls.push(`${name}@${clock.now()}`);
    clock.schedule(1300, note('late'));
    clock.schedule(1100, () => {
      note('early')();
      clock.schedule(1200, note('from within'));
    });
    const takeBack = clock.schedule(1150, note('never'));
    clock.schedule(1301, note('too late'));
    takeBack();
    clock.advance(300);
    expect(calls).toEqual(['early@1100', 'from within@1200', 'late@1300']);
    expect(clock.now()).toBe(1300);
  });
});

describe('the system clock', () => {
  it('calls back at or after the time, unless taken back', async () => {
    const clock = createSystemClock();
    const at = clock.now() + 20;
    const calls: string[] = [];
    clock.schedule(at, () => calls.push('taken back'))();
    const keepAlive = setTimeout(() => undefined, 5000);
    const calledAt = await new Promise<number>((resolve) => clock.schedule(at, () => resolve(clock.now())));
    clearTimeout(keepAlive);
    expect(calledAt).toBeGreaterThanOrEqual(at);
    expect(calls).toEqual([]);
  });
});
