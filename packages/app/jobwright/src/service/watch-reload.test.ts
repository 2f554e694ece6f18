import { watchFile } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { watchReload } from './watch-reload.ts';

const SOON = { timeout: 20_000, interval: 20 };

test('a file that was saved before a SIGHUP is loaded once, and again when it changes later', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'jobwright-watch-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'jobwright.yaml');
  await writeFile(file, 'a');
  const reasons: string[] = [];
  let changes = 0;
  // A listener of the same file is called at the same time as the one under test, which was there first.
  const stop = watchReload(file, (reason) => Promise.resolve(void reasons.push(reason)));
  onTestFinished(stop);
  watchFile(file, { interval: 2_000, persistent: false }, () => void (changes += 1));

  await writeFile(file, 'saved');
  process.emit('SIGHUP', 'SIGHUP');
  await vi.waitFor(() => expect(changes).toBe(1), SOON);
  await writeFile(file, 'saved again');
  await vi.waitFor(() => expect(changes).toBe(2), SOON);
  await vi.waitFor(() => expect(reasons).toEqual(['SIGHUP', 'changed file']), SOON);
}, 60_000);
