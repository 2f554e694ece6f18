import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { findStaleExamples } from './find-stale-examples.ts';

const connectors = fileURLToPath(new URL('../../../../packages/connectors/', import.meta.url));

test('a README and an example process that name an input which was removed are told', async () => {
  // Below this package, so that what the copy imports is found; the name keeps it out of git.
  const results = fileURLToPath(new URL('../../test-results/', import.meta.url));
  await mkdir(results, { recursive: true });
  const folder = await mkdtemp(join(results, 'examples-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const name of ['src', 'README.md', 'package.json'])
    await cp(join(connectors, 'graphql', name), join(folder, 'graphql', name), { recursive: true });
  expect(await findStaleExamples(folder)).toEqual([]);
  const path = join(folder, 'graphql/README.md');
  const readme = await readFile(path, 'utf8');
  const old = readme.replace(/target="graphql\.query"/, 'target="graphql.removed"');
  expect(old).not.toBe(readme);
  await writeFile(path, old);
  const [found] = await findStaleExamples(folder);
  expect(found?.path).toBe(path);
  expect(found?.problems.join()).toMatch(/there is no input graphql\.removed.*graphql\.query is required/);
});
