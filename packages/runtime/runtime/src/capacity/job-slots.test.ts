import { setMaxListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createFairShares } from './fair-shares.ts';
import { createJobSlots } from './job-slots.ts';

const { signal } = new AbortController();
setMaxListeners(0, signal);
const slotsOf = (total: number, types: readonly string[], limit = 1_000) =>
  createJobSlots({ shares: createFairShares({ total, parties: types, limitOf: () => limit }) });

/** Asks for slots, and notes in which order they were given. */
function createAsker(slots: ReturnType<typeof slotsOf>) {
  const given: string[] = [];
  const leave: (() => void)[] = [];
  const ask = async (type: string, until = signal) => {
    const end = await slots.acquire(type, until).catch(() => undefined);
    if (end === undefined) return;
    given.push(type);
    leave.push(end);
  };
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { ask, given, leave, settle };
}

describe('slots', () => {
  it('go to one type but for the share that the others are guaranteed', async () => {
    const slots = slotsOf(16, ['a', 'b']);
    const { ask, given, settle } = createAsker(slots);
    for (let job = 0; job < 20; job += 1) void ask('a');
    await settle();
    expect(given).toHaveLength(14);
    expect([slots.roomOf('a'), slots.roomOf('b')]).toEqual([0, 2]);
    void ask('b');
    void ask('b');
    void ask('b');
    await settle();
    expect(given.slice(14)).toEqual(['b', 'b']);
  });

  it('of a type that can use but few are not kept free beyond those', () => {
    const shares = createFairShares({
      total: 80,
      parties: ['a', 'b'],
      limitOf: (type) => (type === 'b' ? 2 : 1_000),
    });
    const slots = createJobSlots({ shares });
    expect(slots.roomOf('a')).toBe(78);
  });

  it('that come free go to the type that has the fewest', async () => {
    const slots = slotsOf(4, ['a', 'b']);
    const { ask, given, leave, settle } = createAsker(slots);
    for (let job = 0; job < 5; job += 1) void ask('a');
    for (let job = 0; job < 3; job += 1) void ask('b');
    await settle();
    expect(given).toEqual(['a', 'a', 'a', 'b']);
    leave[0]?.();
    await settle();
    expect(given.slice(4)).toEqual(['b']);
    leave[1]?.();
    leave[1]?.();
    await settle();
    expect(given.slice(5)).toEqual(['a']);
  });

  it('are one for each type when there are fewer slots than types', async () => {
    const slots = slotsOf(2, ['a', 'b', 'c']);
    const { ask, given, leave, settle } = createAsker(slots);
    for (const type of ['a', 'a', 'b', 'b', 'c']) void ask(type);
    await settle();
    expect(given).toEqual(['a', 'b']);
    leave[0]?.();
    await settle();
    expect(given).toHaveLength(3);
  });

  it('are all for the only type', () => {
    expect(slotsOf(5, ['a']).roomOf('a')).toBe(5);
  });

  it('are not waited for any longer when the signal aborts, or they are closed', async () => {
    const slots = slotsOf(1, ['a']);
    const { ask, given, settle } = createAsker(slots);
    await ask('a');
    const stop = new AbortController();
    const waits = [ask('a', stop.signal), ask('a')];
    stop.abort(new Error('too late'));
    await waits[0];
    slots.close(['a']);
    await Promise.all(waits);
    await ask('a');
    await ask('a', stop.signal);
    await settle();
    expect(given).toEqual(['a']);
  });
});
