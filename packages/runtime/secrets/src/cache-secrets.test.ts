import type { SecretProvider } from '@jobwright/runtime';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { cacheSecrets } from './cache-secrets.ts';
import { chainSecrets } from './chain-secrets.ts';
import { anyProcess } from './testing/start-store.ts';

const ask = vi.fn<SecretProvider['getSecret']>();

beforeEach(() => {
  ask.mockReset();
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

describe('a cache of secrets', () => {
  test('asks once for all at the same time, and again after the time to live', async () => {
    ask.mockImplementation(async () => `fetched ${ask.mock.calls.length}`);
    const secrets = cacheSecrets({ getSecret: ask }, { ttlMs: 1_000 });
    const all = await Promise.all([1, 2, 3].map(async () => secrets.getSecret('A', anyProcess)));
    expect(all).toEqual(['fetched 1', 'fetched 1', 'fetched 1']);
    vi.advanceTimersByTime(1_000);
    expect(await secrets.getSecret('A', anyProcess)).toBe('fetched 2');
    secrets.clear();
    expect(await secrets.getSecret('A', anyProcess)).toBe('fetched 3');
  });

  test('keeps the secrets of processes and tenants apart', async () => {
    ask.mockImplementation((_name, { bpmnProcessId }) => bpmnProcessId);
    const secrets = cacheSecrets({ getSecret: ask });
    expect(await secrets.getSecret('A', anyProcess)).toBe('order');
    expect(await secrets.getSecret('A', { ...anyProcess, bpmnProcessId: 'refund' })).toBe('refund');
  });

  test('a secret that is not there is asked for again', async () => {
    ask.mockReturnValueOnce(undefined).mockReturnValueOnce('now');
    const secrets = cacheSecrets({ getSecret: ask });
    expect(await secrets.getSecret('A', anyProcess)).toBeUndefined();
    expect(await secrets.getSecret('A', anyProcess)).toBe('now');
  });

  test('a store that fails is left alone for a while, then its secrets end', async () => {
    ask.mockReturnValueOnce('known').mockRejectedValue(new Error('down'));
    const secrets = cacheSecrets({ getSecret: ask }, { ttlMs: 1_000, staleMs: 60_000 });
    await secrets.getSecret('A', anyProcess);
    vi.advanceTimersByTime(2_000);
    expect(await secrets.getSecret('A', anyProcess)).toBe('known');
    expect(await secrets.getSecret('A', anyProcess)).toBe('known');
    expect(ask).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(60_000);
    await expect(secrets.getSecret('A', anyProcess)).rejects.toThrow('down');
  });

  test('holds so many and no more', async () => {
    ask.mockReturnValue('x');
    const secrets = cacheSecrets({ getSecret: ask }, { maxEntries: 2 });
    for (const name of ['A', 'B', 'A', 'C', 'A']) await secrets.getSecret(name, anyProcess);
    expect(ask.mock.calls.map(([name]) => name)).toEqual(['A', 'B', 'C']);
  });
});

describe('a chain of providers', () => {
  test('the first that knows counts', async () => {
    const chain = chainSecrets([
      { getSecret: () => undefined },
      { getSecret: () => 'b' },
      { getSecret: ask },
    ]);
    expect(await chain.getSecret('A', anyProcess)).toBe('b');
    expect(ask).not.toHaveBeenCalled();
  });

  test('one that fails ends the search', async () => {
    ask.mockReturnValue('of another store');
    const down = { getSecret: () => Promise.reject(new Error('down')) };
    await expect(chainSecrets([down, { getSecret: ask }]).getSecret('A', anyProcess)).rejects.toThrow('down');
  });
});
