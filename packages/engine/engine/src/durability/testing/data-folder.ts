import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

import { createTestClock, type TestClock } from '../../core/test-clock.ts';
import { type DurableCore, openDurableCore } from '../open-durable-core.ts';

/** Folders that go with the test, and the engines on them. */
export async function createDataFolder() {
  const root = await mkdtemp(join(tmpdir(), 'engine-data-'));
  const opened: DurableCore[] = [];
  onTestFinished(async () => {
    await Promise.all(opened.map((one) => one.close().catch(() => undefined)));
    await rm(root, { recursive: true, force: true });
  });
  const path = (...names: readonly string[]): string => join(root, ...names);
  return {
    path,
    async open(
      name: string,
      { clock = createTestClock(), warnings = [] }: { clock?: TestClock; warnings?: string[] } = {},
    ): Promise<DurableCore> {
      const durable = await openDurableCore({
        directory: path(name),
        clock,
        onWarning: (warning) => warnings.push(warning),
      });
      opened.push(durable);
      return durable;
    },
    /** What a process that is killed now would leave. */
    async copyAsKilled(from: string, to: string): Promise<void> {
      await cp(path(from), path(to), { recursive: true });
      await rm(path(to, 'lock'), { force: true });
    },
  };
}
