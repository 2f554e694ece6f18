import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { endsWithin } from './ends-within.ts';
import { untilAborted } from './until-aborted.ts';
import { TimeoutError, within } from './within.ts';

const endless = (): Promise<never> => new Promise(() => undefined);

describe('untilAborted', () => {
  test('gives what the work gives or throws, and leaves no listener behind', async () => {
    const { signal } = new AbortController();
    expect(await untilAborted(Promise.resolve(1), signal)).toBe(1);
    await expect(untilAborted(Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  test('rejects with the reason, also of a signal that has aborted already', async () => {
    const controller = new AbortController();
    const waiting = untilAborted(endless(), controller.signal);
    controller.abort(new Error('the job is over'));
    await expect(waiting).rejects.toThrow('the job is over');
    await expect(untilAborted(endless(), AbortSignal.abort('late'))).rejects.toThrow('late');
  });

  test('ignores what the work throws later', async () => {
    const controller = new AbortController();
    let fail = (_error: Error): void => undefined;
    const work = new Promise<never>((_, reject) => (fail = reject));
    const waiting = untilAborted(work, controller.signal);
    controller.abort(new Error('first'));
    fail(new Error('second'));
    await expect(waiting).rejects.toThrow('first');
  });
});

describe('within', () => {
  test('gives what the work gives or throws', async () => {
    const { signal } = new AbortController();
    expect(await within({ timeoutMs: 60_000, signal }, () => Promise.resolve(1))).toBe(1);
    const failing = (): Promise<never> => {
      throw new Error('no');
    };
    await expect(within({ timeoutMs: 60_000, signal }, failing)).rejects.toThrow('no');
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  test('aborts the work at the deadline, and does not wait for work that does not listen', async () => {
    let seen: AbortSignal | undefined;
    const late = within({ timeoutMs: 1 }, (signal) => {
      seen = signal;
      return endless();
    });
    await expect(late).rejects.toEqual(new TimeoutError(1));
    expect(seen?.reason).toBeInstanceOf(TimeoutError);
  });

  test('throws its own error rather than that of the aborted work', async () => {
    const late = within({ timeoutMs: 1, timeoutError: () => new Error('no answer') }, (signal) =>
      untilAborted(endless(), signal).catch(() => {
        throw new Error('aborted');
      }),
    );
    await expect(late).rejects.toThrow('no answer');
  });

  test('takes a promise, too, and leaves no listener behind', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    expect(await within({ timeoutMs: 60_000, signal }, Promise.resolve(1))).toBe(1);
    await expect(within({ timeoutMs: 60_000, signal }, Promise.reject(new Error('no')))).rejects.toThrow(
      'no',
    );
    await expect(within({ timeoutMs: 1 }, endless())).rejects.toEqual(new TimeoutError(1));
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    const waiting = within({ timeoutMs: 60_000, signal }, endless());
    controller.abort(new Error('the job is over'));
    await expect(waiting).rejects.toThrow('the job is over');
    await expect(within({ timeoutMs: 60_000, signal }, endless())).rejects.toThrow('the job is over');
  });

  test('ends with the signal of the caller, with its reason', async () => {
    const controller = new AbortController();
    const waiting = within({ timeoutMs: Number.POSITIVE_INFINITY, signal: controller.signal }, endless);
    controller.abort(new Error('the job is over'));
    await expect(waiting).rejects.toThrow('the job is over');
    let isRun = false;
    const run = async (): Promise<void> => {
      isRun = true;
    };
    await expect(within({ timeoutMs: 1, signal: controller.signal }, run)).rejects.toThrow('over');
    expect(isRun).toBe(false);
  });
});

describe('endsWithin', () => {
  test('says whether the work has ended', async () => {
    expect(await endsWithin(60_000, Promise.resolve())).toBe(true);
    expect(await endsWithin(1, endless())).toBe(false);
    expect(await endsWithin(Number.POSITIVE_INFINITY, Promise.resolve())).toBe(true);
  });

  test('throws what the work throws', async () => {
    await expect(endsWithin(60_000, Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});
