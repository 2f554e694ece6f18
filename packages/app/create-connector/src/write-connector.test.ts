import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeConnector } from './write-connector.ts';

test('writes a new folder, and never into one that has something in it', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'create-connector-'));
  onTestFinished(() => rm(parent, { recursive: true }));
  const spec = { name: 'slack', operation: 'send-message', jobType: 'acme:slack:1', version: '1.2.3' };
  const root = await writeConnector(spec, parent);
  expect(root).toBe(join(parent, 'connector-slack'));
  expect(await readFile(join(root, 'src/connector.ts'), 'utf8')).toContain("type: 'acme:slack:1'");
  await expect(writeConnector(spec, parent)).rejects.toThrow(
    /connector-slack already exists and is not empty/,
  );
});
