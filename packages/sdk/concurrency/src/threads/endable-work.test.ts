import { afterEach, describe, expect, test } from 'vitest';
import { createResourceScope } from '../sharing/resource-scope.ts';
import type { work } from '../testing/hostile-work.ts';
import { defineEndableWork } from './endable-work.ts';
import { createWorkThreads } from './work-threads.ts';

const hostile = defineEndableWork<typeof work>({
  module: '../testing/hostile-work',
  besideUrl: import.meta.url,
});
const scopes: ReturnType<typeof createResourceScope>[] = [];
const openScope = () => {
  const scope = createResourceScope();
  scopes.push(scope);
  return scope;
};
afterEach(() => Promise.all(scopes.splice(0).map((scope) => scope.close())));

const signal = new AbortController().signal;
const limits = { signal, maxMs: 5000 };
const answer = { kind: 'done', output: { digits: 12345678901234567890n, environment: [] } };

describe('work in a thread of its own', { timeout: 60_000 }, () => {
  test('gives what it makes, and sees no environment', async () => {
    expect(await hostile.run(openScope(), 'answer', limits)).toEqual(answer);
  });

  test.each([
    ['time', 'loop', 100],
    ['memory', 'memory', 30_000],
  ] as const)('is ended when it takes too much %s; the next goes on', async (limit, kind, maxMs) => {
    const scope = openScope();
    expect(await hostile.run(scope, kind, { signal, maxMs })).toEqual({ kind: 'ended', limit });
    expect(await hostile.run(scope, 'answer', limits)).toEqual(answer);
  });

  test.each([
    ['throws', 'throw', 'Not like this'],
    ['ends its thread', 'exit', 'has ended'],
    ['gives what cannot be copied', 'function', 'could not be cloned'],
  ] as const)('fails when it %s; the next goes on', async (_case, kind, message) => {
    const scope = openScope();
    await expect(hostile.run(scope, kind, limits)).rejects.toThrow(message);
    expect(await hostile.run(scope, 'answer', limits)).toEqual(answer);
  });

  test('ends with its job', async () => {
    const controller = new AbortController();
    const running = hostile.run(openScope(), 'loop', { signal: controller.signal, maxMs: 60_000 });
    setTimeout(() => controller.abort(new Error('the job is over')), 50);
    await expect(running).rejects.toThrow('the job is over');
    await expect(
      hostile.run(openScope(), 'answer', { ...limits, signal: controller.signal }),
    ).rejects.toThrow('over');
  });

  test('waits in the queue; whoever leaves it takes no thread', async () => {
    const threads = createWorkThreads({ threads: 1 });
    const module = new URL('../testing/hostile-work.ts', import.meta.url).href;
    const controller = new AbortController();
    const first = threads.run({ module, input: 'loop' }, { signal, maxMs: 100 });
    const second = threads.run({ module, input: 'loop' }, { signal: controller.signal, maxMs: 60_000 });
    const third = threads.run({ module, input: 'answer' }, limits);
    controller.abort(new Error('gone'));
    await expect(second).rejects.toThrow('gone');
    expect(await first).toEqual({ kind: 'ended', limit: 'time' });
    expect(await third).toEqual(answer);
    await threads.close();
  });

  test('the end of the scope ends what runs', async () => {
    const scope = createResourceScope();
    const running = hostile.run(scope, 'loop', { signal, maxMs: 60_000 });
    const ended = expect(running).rejects.toThrow('has ended');
    await hostile.run(scope, 'answer', limits);
    await scope.close();
    await ended;
  });
});
