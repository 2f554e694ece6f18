import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EffectLog } from '@jobwright/connector-sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFolderEffectLog } from './folder-effect-log.ts';
import { createMemoryEffectLog } from './memory-effect-log.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'jobwright-effects-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const listFiles = async (): Promise<string[]> => {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
};
const started = (note: object, attempt = 1) => ({ state: 'started', note, attempt });

describe.each<[string, () => EffectLog]>([
  ['in memory', () => createMemoryEffectLog()],
  ['in a folder', () => createFolderEffectLog({ directory: join(directory, 'not', 'there', 'yet') })],
])('an effect log %s', (_, create) => {
  it('knows nothing of an effect that was never begun', async () => {
    expect(await create().find('a')).toBeUndefined();
  });

  it('records that an effect was begun, and how it ended', async () => {
    const log = create();
    const entry = await log.begin('a', { note: { to: 1 }, after: undefined });
    expect(entry).toEqual(started({ to: 1 }));
    expect(await log.find('a')).toEqual(started({ to: 1 }));
    await log.end('a', entry!, { state: 'done', note: { accepted: ['x'] } });
    expect(await log.find('a')).toEqual({ state: 'done', note: { accepted: ['x'] }, attempt: 1 });
    expect(await log.find('b')).toBeUndefined();
  });

  it('lets only one begin after what both have found', async () => {
    const log = create();
    expect(await log.begin('a', { note: {}, after: undefined })).toBeDefined();
    expect(await log.begin('a', { note: {}, after: undefined })).toBeUndefined();
    const found = await log.find('a');
    const both = await Promise.all([1, 2].map((by) => log.begin('a', { note: { by }, after: found })));
    expect(both.filter((entry) => entry !== undefined)).toHaveLength(1);
    expect(await log.find('a')).toEqual(both.find((entry) => entry !== undefined));
  });

  it('does not let an earlier start end a later one', async () => {
    const log = create();
    const first = await log.begin('a', { note: {}, after: undefined });
    const second = await log.begin('a', { note: {}, after: first });
    await log.end('a', first!, { state: 'undone', note: {} });
    expect(await log.find('a')).toEqual(second);
  });
});

it('in memory it holds no more entries than it may, the latest', async () => {
  const log = createMemoryEffectLog({ maxEntries: 2 });
  for (const key of ['a', 'b', 'c']) await log.begin(key, { note: {}, after: undefined });
  expect(await Promise.all(['a', 'b', 'c'].map((key) => log.find(key)))).toEqual([
    undefined,
    started({}),
    started({}),
  ]);
});

describe('in a folder', () => {
  it('is found by another runtime on the same folder, and readable for nobody else', async () => {
    const entry = await createFolderEffectLog({ directory }).begin('a', { note: {}, after: undefined });
    expect(await createFolderEffectLog({ directory }).find('a')).toEqual(entry);
    const [file] = await listFiles();
    expect((await stat(file!)).mode & 0o077).toBe(0);
  });

  it('gives each key to one of several processes, and keeps what a killed one has begun', async () => {
    const keys = Array.from({ length: 40 }, (_, index) => `key-${index}`);
    const won = (await Promise.all([1, 2, 3].map(() => beginInProcess(keys)))).flat();
    expect(won.sort()).toEqual([...keys].sort());
    const log = createFolderEffectLog({ directory });
    for (const key of keys) expect(await log.find(key)).toMatchObject({ state: 'started', attempt: 1 });
  });

  it.each(['', '{"state":', '[]'])('takes a half-written entry (%j) for a start', async (text) => {
    const log = createFolderEffectLog({ directory });
    await log.begin('a', { note: { known: true }, after: undefined });
    const [file] = await listFiles();
    await writeFile(file!, text);
    expect(await log.find('a')).toEqual(started({}));
  });

  it('forgets what is too old, all starts of a key together', async () => {
    const log = createFolderEffectLog({ directory, keepMs: 1_000 });
    const first = await log.begin('a', { note: {}, after: undefined });
    await log.begin('a', { note: {}, after: first });
    const files = await listFiles();
    expect(files).toHaveLength(2);
    for (const file of files) await utimes(file, 0, 0);

    const later = createFolderEffectLog({ directory, keepMs: 1_000 });
    await later.begin(findKeyBeside(files[0]!), { note: {}, after: undefined });
    await expect.poll(() => later.find('a')).toBeUndefined();
    expect(await listFiles()).toHaveLength(1);
  });

  it('keeps no more than it may, the latest', async () => {
    const open = () => createFolderEffectLog({ directory, maxEntries: 256 });
    await open().begin('a', { note: {}, after: undefined });
    const [file] = await listFiles();
    const before = new Date(Date.now() - 60_000);
    await utimes(file!, before, before);
    const beside = findKeyBeside(file!);
    await open().begin(beside, { note: {}, after: undefined });
    await expect.poll(() => open().find('a')).toBeUndefined();
    expect(await open().find(beside)).toEqual(started({}));
  });

  it('says what is wrong when it cannot write, so that the effect does not happen', async () => {
    await writeFile(join(directory, 'file'), '');
    const log = createFolderEffectLog({ directory: join(directory, 'file') });
    await expect(log.begin('a', { note: {}, after: undefined })).rejects.toMatchObject({
      kind: 'retryable',
      code: 'EFFECT_LOG_UNAVAILABLE',
      message: expect.stringContaining('ENOTDIR'),
    });
  });
});

/** A key whose entry lies in the same folder as a file. */
function findKeyBeside(file: string): string {
  const folder = basename(dirname(file));
  for (let index = 0; ; index += 1) {
    const key = `beside-${index}`;
    if (createHash('sha256').update(key).digest('hex').startsWith(folder)) return key;
  }
}

async function beginInProcess(keys: readonly string[]): Promise<string[]> {
  const tsx = createRequire(import.meta.url).resolve('tsx');
  const script = fileURLToPath(new URL('../testing/begin-effects.ts', import.meta.url));
  const args = ['--import', tsx, '--conditions=@jobwright/source', script, directory, ...keys];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { timeout: 60_000 }, (error, stdout) => {
      if (error?.signal === 'SIGKILL') resolve(JSON.parse(stdout) as string[]);
      else reject(error ?? new Error('The process was not killed'));
    });
  });
}
