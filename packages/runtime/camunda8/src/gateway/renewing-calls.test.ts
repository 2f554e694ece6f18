import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { grpcError } from '../testing/fake-cluster.ts';
import { createRenewingCalls, type OpenGatewayCalls } from './renewing-calls.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function createWorld() {
  const events: string[] = [];
  let failure: Error | undefined;
  let made = 0;
  const connect = async (): Promise<OpenGatewayCalls> => {
    made += 1;
    const number = made;
    events.push(`open ${number}`);
    return {
      async unary() {
        if (failure !== undefined) throw failure;
        events.push(`answer ${number}`);
      },
      readStream: () => Promise.resolve(),
      openStream: () => Promise.reject(new Error('There are no streams')),
      close: () => void events.push(`close ${number}`),
    };
  };
  return {
    events,
    connect,
    fail: (error: Error | undefined) => void (failure = error),
    async open() {
      const renewing = createRenewingCalls(await connect(), connect);
      const ask = async () => {
        vi.advanceTimersByTime(6_000);
        await renewing.unary({ method: 'Topology', request: {} }, { timeoutMs: 0 }).catch(() => undefined);
        await vi.advanceTimersByTimeAsync(0);
      };
      return { ask, end: () => renewing.close() };
    },
  };
}

it('connects again after a silence, until it is answered', async () => {
  const world = createWorld();
  const started = await world.open();
  await started.ask();
  world.fail(grpcError(4));
  for (let round = 0; round < 4; round += 1) await started.ask();
  expect(world.events).toEqual(['open 1', 'answer 1', 'open 2', 'close 1', 'open 3', 'close 2']);
  world.fail(undefined);
  await started.ask();
  await started.ask();
  expect(world.events.slice(6)).toEqual(['answer 3', 'answer 3']);
  await started.end();
  expect(world.events.at(-1)).toBe('close 3');
});

it('keeps a connection that is refused or pushed back: gRPC replaces it by itself', async () => {
  const world = createWorld();
  const { ask } = await world.open();
  for (const status of [14, 8, 16, 14, 14]) {
    world.fail(grpcError(status));
    await ask();
  }
  expect(world.events).toEqual(['open 1']);
});
