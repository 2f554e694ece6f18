import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findUndocumented } from './find-undocumented.ts';
import { createSourceProgram } from './source-program.ts';

test('finds public names without a sentence, through re-exports, and no names of others', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'docs-check-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const entry = join(folder, 'index.ts');
  await writeFile(
    entry,
    "export { documented, bare, type Shape } from './names.ts';\nexport { join } from 'node:path';\n",
  );
  await writeFile(
    join(folder, 'names.ts'),
    '/** Says what it is. */\nexport const documented = 1;\nexport const bare = 2;\nexport interface Shape { readonly a: 1 }\n',
  );
  expect(findUndocumented([{ name: '@acme/x', entry }], createSourceProgram([entry]))).toEqual({
    names: 3,
    undocumented: [
      { name: '@acme/x: bare', at: 'src/names.ts:3' },
      { name: '@acme/x: Shape', at: 'src/names.ts:4' },
    ],
  });
});
