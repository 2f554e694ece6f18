import { appendFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { stringifyJson } from '@jobwright/json';
import { expect, test } from 'vitest';

import { definitions, end, flows, process, start, task } from '../core/testing/bpmn.ts';
import { TENANT } from '../core/testing/test-engine.ts';
import { createCompaction } from './compaction.ts';
import { encodeFrame } from './frame.ts';
import type { DurableCore } from './open-durable-core.ts';
import { encodeLine, encodeStep } from './record-text.ts';
import { createDataFolder } from './testing/data-folder.ts';

const model = definitions(process('p', start(), task('a'), end(), flows('start > a > end')));
const LARGE = 'x'.repeat(1_000_000);

const textOf = ({ core }: DurableCore): string => stringifyJson(core.snapshot());
const create = ({ core }: DurableCore, text: string): void => {
  core.createInstance({ bpmnProcessId: 'p', version: -1, variables: { text }, tenantId: TENANT });
};
async function deploy({ core }: DurableCore): Promise<void> {
  await core.deploy({ resources: [{ name: 'p.bpmn', content: model }], tenantId: TENANT });
}

test('a journal that has grown is replaced by a snapshot while commands go on', async () => {
  const folder = await createDataFolder();
  const engine = await folder.open('one');
  await deploy(engine);
  for (let n = 0; n < 20; n += 1) {
    create(engine, LARGE);
    await engine.persisted();
    engine.core.cancelInstance(engine.core.jobs()[0]?.processInstanceKey ?? '');
  }
  await expect.poll(() => readdir(folder.path('one'))).toContain('snapshot-1');
  create(engine, 'after');
  await engine.persisted();
  await expect
    .poll(async () => (await readdir(folder.path('one'))).sort())
    .toEqual(['journal-1', 'lock', 'snapshot-1']);
  const text = textOf(engine);
  await folder.copyAsKilled('one', 'two');
  expect(textOf(await folder.open('two'))).toBe(text);
});

test('a snapshot that a crash left unfinished does not count', async () => {
  const folder = await createDataFolder();
  const engine = await folder.open('one');
  await deploy(engine);
  await engine.close();
  const before = await folder.open('one');
  create(before, 'x');
  await before.persisted();
  const text = textOf(before);
  await folder.copyAsKilled('one', 'two');
  await writeFile(folder.path('two', 'snapshot-2.unfinished'), 'jobwright snap');
  await writeFile(folder.path('two', 'journal-2'), '');
  const restarted = await folder.open('two');
  expect(textOf(restarted)).toBe(text);
  create(restarted, 'y');
  await restarted.persisted();
  const later = textOf(restarted);
  await folder.copyAsKilled('two', 'three');
  expect(await readdir(folder.path('three'))).not.toContain('snapshot-2.unfinished');
  expect(textOf(await folder.open('three'))).toBe(later);
});

test('a snapshot that cannot be written is a warning, and nothing is lost', async () => {
  const folder = await createDataFolder();
  const warnings: string[] = [];
  const engine = await folder.open('one', { warnings });
  await deploy(engine);
  await mkdir(folder.path('one', 'snapshot-1.unfinished'));
  create(engine, 'x');
  await engine.persisted();
  const text = textOf(engine);
  await engine.close();
  expect(warnings).toEqual([
    expect.stringMatching(/^No snapshot could be written to .*one, its journal grows on: /),
  ]);
  await rm(folder.path('one', 'snapshot-1.unfinished'), { recursive: true });
  expect(textOf(await folder.open('one'))).toBe(text);
});

test('steps that a limit of time may have cut short are not acknowledged without a snapshot, and are left out if they differ', async () => {
  const folder = await createDataFolder();
  const engine = await folder.open('one');
  await deploy(engine);
  await engine.persisted();
  const text = textOf(engine);
  await folder.copyAsKilled('one', 'two');
  const argument = encodeLine({ signalName: 's', variables: {}, tenantId: TENANT });
  const slow = { name: 'broadcastSignal', at: 0, lastKey: 5, slow: true } as const;
  await appendFile(folder.path('two', 'journal-0'), encodeFrame([encodeStep(slow, argument)]));
  const restarted = await folder.open('two');
  expect(await readdir(folder.path('two'))).toEqual(['journal-1', 'lock', 'snapshot-1']);
  expect(restarted.restored.processes).toBe(1);
  expect(JSON.parse(textOf(restarted))).toMatchObject({ definitions: JSON.parse(text).definitions });
});

test('a snapshot that could not be written is tried again when the journal has grown on', async () => {
  const folder = await createDataFolder();
  const warnings: string[] = [];
  let bytes = 17_000_000;
  const compaction = createCompaction({
    directory: folder.path('missing'),
    writer: { size: () => bytes, persisted: () => Promise.reject(new Error('no disk')) } as never,
    number: 0,
    snapshotBytes: 0,
    snapshot: () => ({}) as never,
    onWarning: (warning) => warnings.push(warning),
  });
  const takeStep = async (): Promise<void> => {
    compaction.consider();
    await compaction.close();
  };
  await takeStep();
  await takeStep();
  expect(warnings).toHaveLength(1);
  bytes += 17_000_000;
  await takeStep();
  expect(warnings).toHaveLength(2);
});
