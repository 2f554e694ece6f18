import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { TimedToken } from './renewable-token.ts';
import { createTokenSource } from './token-source.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Logins that give token-1, token-2 and so on, or fail. */
function createLogin(lifetimeMs: number) {
  let calls = 0;
  let failure: Error | undefined;
  return {
    get calls() {
      return calls;
    },
    fail: (error: Error | undefined) => void (failure = error),
    fetch: async (): Promise<TimedToken<string>> => {
      calls += 1;
      if (failure !== undefined) throw failure;
      return { value: `token-${calls}`, lifetimeMs };
    },
  };
}

test('is fetched once for all who ask at the same time, and kept', async () => {
  const login = createLogin(3_600_000);
  const tokens = createTokenSource(login.fetch);
  expect(await Promise.all([tokens.get(), tokens.get()])).toEqual(['token-1', 'token-1']);
  expect(await tokens.get()).toBe('token-1');
});

test.each([
  ['a minute before its end', 3_600_000, 3_540_000],
  ['a short one after four fifths of its lifetime', 10_000, 8_000],
])('is renewed %s', async (_case, lifetimeMs, renewedAfterMs) => {
  const login = createLogin(lifetimeMs);
  const tokens = createTokenSource(login.fetch);
  await tokens.get();
  vi.advanceTimersByTime(renewedAfterMs - 1);
  expect(await tokens.get()).toBe('token-1');
  vi.advanceTimersByTime(1);
  expect(await tokens.get()).toBe('token-2');
});

test('one without an end lives until it is refused', async () => {
  const login = createLogin(Number.POSITIVE_INFINITY);
  const tokens = createTokenSource(login.fetch);
  await tokens.get();
  vi.advanceTimersByTime(1e12);
  expect(await tokens.get()).toBe('token-1');
  tokens.drop('token-1');
  expect(await tokens.get()).toBe('token-2');
});

test('work is done once more with a new one when the first is refused; a newer one stays', async () => {
  const login = createLogin(60_000);
  const tokens = createTokenSource(login.fetch);
  const isRefused = (answer: string): boolean => answer === 'token-1';
  const work = (token: string): Promise<string> => Promise.resolve(token);
  const answers = await Promise.all([tokens.use({ work, isRefused }), tokens.use({ work, isRefused })]);
  expect(answers).toEqual(['token-2', 'token-2']);
  tokens.drop('token-1');
  expect(await tokens.use({ work, isRefused: () => false })).toBe('token-2');
  expect(login.calls).toBe(2);
});

describe('while fetching fails', () => {
  test('each call asks again by default', async () => {
    const login = createLogin(60_000);
    const tokens = createTokenSource(login.fetch);
    login.fail(new Error('no'));
    await expect(tokens.get()).rejects.toThrow('no');
    await expect(tokens.get()).rejects.toThrow('no');
    login.fail(undefined);
    expect(await tokens.get()).toBe('token-3');
  });

  test('with a pause, the endpoint is asked ever less often, and the token is used to its end', async () => {
    const login = createLogin(10_000);
    const tokens = createTokenSource(login.fetch, { failurePause: { firstMs: 500, longestMs: 1_000 } });
    await tokens.get();
    login.fail(new Error('no'));
    vi.advanceTimersByTime(8_000);
    expect([await tokens.get(), await tokens.get()]).toEqual(['token-1', 'token-1']);
    expect(login.calls).toBe(2);
    vi.advanceTimersByTime(500);
    expect([await tokens.get(), await tokens.get()]).toEqual(['token-1', 'token-1']);
    expect(login.calls).toBe(3);
    vi.advanceTimersByTime(1_500);
    await expect(tokens.get()).rejects.toThrow('no');
    await expect(tokens.get()).rejects.toThrow('no');
    expect(login.calls).toBe(4);
    login.fail(undefined);
    vi.advanceTimersByTime(1_000);
    expect(await tokens.get()).toBe('token-5');
  });
});
