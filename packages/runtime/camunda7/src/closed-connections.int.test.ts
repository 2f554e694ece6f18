import { defineConnector } from '@jobwright/connector-sdk';
import { startConnectors } from '@jobwright/runtime';
import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { camunda7 } from './camunda7.ts';
import { type FakeEngine, startFakeEngine } from './testing/fake-engine.ts';

const TASKS = 1_000;
const TIMEOUT_MS = 300_000;

const connector = defineConnector({
  type: 'work',
  name: 'Test',
  input: z.object({}),
  output: z.unknown(),
  run: () => Promise.resolve({}),
});

/** Breaks off one call in so many, and loses the answer to as many others. */
function breakSome(engine: FakeEngine): void {
  let polls = 0;
  let answers = 0;
  engine.intercept((_request, path) => {
    if (path.endsWith('/fetchAndLock')) return broken(++polls, 20);
    return path.endsWith('/complete') ? broken(++answers, 50) : undefined;
  });
}

function broken(count: number, every: number): 'drop' | 'lose' | undefined {
  if (count % every === 0) return 'drop';
  return count % every === every / 2 ? 'lose' : undefined;
}

test(
  'an engine that closes kept connections as it likes loses no task, and each is done once',
  async () => {
    const engine = await startFakeEngine();
    const lines: string[] = [];
    const log = (_fields: object, message: string): void => void lines.push(message);
    engine.closeConnections();
    breakSome(engine);
    for (let n = 0; n < TASKS; n += 1) engine.add('work');
    const workers = await startConnectors({
      connectors: [connector],
      clusters: [camunda7({ url: engine.url, pollMs: 300 })],
      maxJobsPerConnector: 32,
      logger: { debug: log, info: log, warn: log, error: log },
    });
    onTestFinished(async () => {
      await workers.close({ timeoutMs: 1_000 });
      await engine.close();
    });
    await vi.waitFor(() => expect(engine.tasks.length).toBe(0), { timeout: TIMEOUT_MS, interval: 50 });
    const completed = engine.answers.filter(({ action }) => action === 'complete');
    expect(completed).toHaveLength(TASKS);
    expect(engine.answers.filter(({ action }) => action === 'failure')).toEqual([]);
    expect(lines).not.toContain('The engine does not deliver jobs; retrying');
  },
  TIMEOUT_MS,
);
