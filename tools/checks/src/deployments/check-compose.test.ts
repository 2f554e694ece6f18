import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkCompose } from './check-compose.ts';

test('our file fits the specification', () => {
  expect(
    checkCompose(resolve(import.meta.dirname, '../../../../packages/app/jobwright/deploy/compose')),
  ).toEqual([]);
});

test('unknown keys, wrong types and missing files are found', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jobwright-compose-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const text = 'services: { one: { image: 3, comand: start, volumes: ["./gone:/gone"] } }';
  writeFileSync(join(folder, 'compose.yaml'), text);
  expect(checkCompose(folder)).toEqual([
    expect.stringContaining('additional properties'),
    expect.stringContaining('/services/one/image'),
    './gone is mounted, and not there',
  ]);
});
