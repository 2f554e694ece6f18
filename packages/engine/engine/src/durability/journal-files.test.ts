import { type FileHandle, mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { stringifyJson } from '@jobwright/json';
import { expect, test } from 'vitest';

import { definitions, end, flows, process, start, task } from '../core/testing/bpmn.ts';
import { TENANT } from '../core/testing/test-engine.ts';
import type { DurableCore } from './open-durable-core.ts';
import { readFrames } from './read-frames.ts';
import { createDataFolder } from './testing/data-folder.ts';

const model = definitions(process('p', start(), task('a'), end(), flows('start > a > end')));

const textOf = ({ core }: DurableCore): string => stringifyJson(core.snapshot());

async function deploy({ core }: DurableCore): Promise<void> {
  await core.deploy({ resources: [{ name: 'p.bpmn', content: model }], tenantId: TENANT });
}

function create({ core }: DurableCore, n: number): void {
  core.createInstance({ bpmnProcessId: 'p', version: -1, variables: { n }, tenantId: TENANT });
}

/** A journal of which each frame has one step, and what the engine was after each. */
async function writeJournal(folder: Awaited<ReturnType<typeof createDataFolder>>, steps: number) {
  const engine = await folder.open('written');
  await deploy(engine);
  await engine.persisted();
  const path = folder.path('written', 'journal-0');
  const stages = [{ bytes: (await readFile(path)).length, text: textOf(engine) }];
  for (let n = 0; n < steps; n += 1) {
    create(engine, n);
    await engine.persisted();
    stages.push({ bytes: (await readFile(path)).length, text: textOf(engine) });
  }
  return { journal: await readFile(path), stages };
}

async function openWith(
  folder: Awaited<ReturnType<typeof createDataFolder>>,
  name: string,
  journal: Buffer,
): Promise<DurableCore> {
  await mkdir(folder.path(name));
  await writeFile(folder.path(name, 'journal-0'), journal);
  return folder.open(name);
}

/** A file in memory. */
const fileOf = (bytes: Buffer): FileHandle =>
  ({
    stat: () => Promise.resolve({ size: bytes.length }),
    read: (buffer: Buffer, offset: number, length: number, position: number) =>
      Promise.resolve({ bytesRead: bytes.copy(buffer, offset, position, position + length) }),
  }) as never;

test('a last write that was cut short at any byte leaves what was before it', async () => {
  const folder = await createDataFolder();
  const { journal, stages } = await writeJournal(folder, 2);
  const from = 'jobwright journal format 1\n'.length;
  for (let bytes = stages[0]?.bytes ?? 0; bytes <= journal.length; bytes += 1) {
    const frames = readFrames(fileOf(journal.subarray(0, bytes)), { path: 'journal-0', from });
    const ends: number[] = [];
    let next = await frames.next();
    for (; !next.done; next = await frames.next()) ends.push(next.value.end);
    const whole = stages.filter((stage) => stage.bytes <= bytes).map((stage) => stage.bytes);
    expect(ends).toEqual(whole);
    expect(next.value).toEqual(whole.at(-1) === bytes ? undefined : { at: whole.at(-1) });
  }
});

test('an engine goes on after a last write that was cut short', async () => {
  const folder = await createDataFolder();
  const { journal, stages } = await writeJournal(folder, 2);
  const engine = await openWith(folder, 'cut', journal.subarray(0, journal.length - 5));
  expect(textOf(engine)).toBe(stages.at(-2)?.text);
  create(engine, 7);
  await engine.persisted();
  const text = textOf(engine);
  await folder.copyAsKilled('cut', 'again');
  expect(textOf(await folder.open('again'))).toBe(text);
});

test('a header that was cut short, or zeros at the end, are no damage', async () => {
  const folder = await createDataFolder();
  const { journal, stages } = await writeJournal(folder, 1);
  expect((await openWith(folder, 'header', journal.subarray(0, 9))).restored.processes).toBe(0);
  const grown = Buffer.concat([journal, Buffer.alloc(5000)]);
  expect(textOf(await openWith(folder, 'zeros', grown))).toBe(stages.at(-1)?.text);
  const half = Buffer.concat([journal.subarray(0, journal.length - 30), Buffer.alloc(30)]);
  expect(textOf(await openWith(folder, 'half', half))).toBe(stages.at(-2)?.text);
});

test.each([
  ['in the middle', 0.5],
  ['in the last write, although it is whole', 1],
])('damage %s names the file, the byte and what to do', async (_where, part) => {
  const folder = await createDataFolder();
  const { journal } = await writeJournal(folder, 4);
  const damaged = Buffer.from(journal);
  const at = Math.min(Math.floor(damaged.length * part), damaged.length - 2);
  damaged.writeUInt8(damaged.readUInt8(at) ^ 1, at);
  await expect(openWith(folder, 'damaged', damaged)).rejects.toThrow(
    /damaged[/\\]journal-0 is damaged at byte \d+: restore the folder from a copy.*truncate -s \d+/,
  );
  // Nothing was changed.
  expect(await readFile(folder.path('damaged', 'journal-0'))).toEqual(damaged);
});

test('files of a newer version, of another kind, or missing ones are refused by name', async () => {
  const folder = await createDataFolder();
  const newer = Buffer.from('jobwright journal format 2\n');
  await expect(openWith(folder, 'newer', newer)).rejects.toThrow(
    /journal-0 has the data format 2, this version of Jobwright reads up to 1: use the version that wrote it, or a newer one/,
  );
  await expect(openWith(folder, 'other', Buffer.from('something else entirely\n'))).rejects.toThrow(
    /journal-0 is not a journal of Jobwright/,
  );
  await mkdir(folder.path('gap'));
  await writeFile(folder.path('gap', 'journal-3'), 'jobwright journal format 1\n');
  await expect(folder.open('gap')).rejects.toThrow(/journal-0 is missing: restore the folder from a copy/);
});

test('a snapshot that is damaged or cut off is refused by name', async () => {
  const folder = await createDataFolder();
  const engine = await folder.open('one');
  await deploy(engine);
  await engine.close();
  const path = folder.path('one', 'snapshot-1');
  const whole = await readFile(path);
  await truncate(path, whole.length - 3);
  await expect(folder.open('one')).rejects.toThrow(/snapshot-1 is cut off: restore the folder from a copy/);
  const damaged = Buffer.from(whole);
  damaged.writeUInt8(damaged.readUInt8(200) ^ 1, 200);
  await writeFile(path, damaged);
  await expect(folder.open('one')).rejects.toThrow(/snapshot-1 is damaged at byte 28: restore/);
});

test('a journal that another version wrote and that has another outcome now is refused, with the command', async () => {
  const folder = await createDataFolder();
  const { encodeFrame } = await import('./frame.ts');
  const { encodeLine, encodeStep } = await import('./record-text.ts');
  const step = { name: 'broadcastSignal', at: 0, lastKey: 5 };
  const argument = encodeLine({ signalName: 's', variables: {}, tenantId: TENANT });
  const frame = encodeFrame([encodeStep(step, argument)]);
  const journal = Buffer.concat([Buffer.from('jobwright journal format 1\n'), frame]);
  await expect(openWith(folder, 'diverged', journal)).rejects.toThrow(
    /journal-0 cannot be repeated: the command 'broadcastSignal' has another outcome than it had/,
  );
  const unknown = encodeFrame([encodeStep({ ...step, name: 'fly' }, argument)]);
  await expect(
    openWith(folder, 'unknown', Buffer.concat([journal.subarray(0, 27), unknown])),
  ).rejects.toThrow(/The data holds a command 'fly', which this version does not know/);
});
