import { expect, test } from 'vitest';
import { checkImports } from './check-imports.ts';
import { packSample } from './testing/sample-package.ts';

const check = (manifest: Record<string, unknown>, code: string, types = '') =>
  checkImports(packSample(manifest, { 'dist/index.js': code, 'dist/index.d.ts': types }));

test.each([
  ["import { z } from 'zod';", 'zod'],
  ["export * from '@scope/name/deep/file.js';", '@scope/name'],
  ["const load = () => import('pg');", 'pg'],
])('finds that %s is not declared', (code, name) => {
  expect(check({}, code)).toEqual([`dist/index.js imports ${name}, which is not declared`]);
});

test('finds what only the declarations import', () => {
  expect(check({}, '', "export declare const pool: import('pg').Pool;")).toEqual([
    'dist/index.d.ts imports pg, which is not declared',
  ]);
});

test('takes Node, the package itself, its own files and peers as they are', () => {
  const code = `import 'node:fs'; import './other.js'; import '#vendored'; import '@jobwright/sample'; import 'nx';`;
  expect(check({ peerDependencies: { nx: '^22.0.0' } }, code)).toEqual([]);
});

test('is not misled by text that looks like an import', () => {
  expect(check({}, `const text = "sent from 'body' to import 'x'";`)).toEqual([]);
});

test('finds a dependency that nothing imports', () => {
  const dependencies = { zod: '^4.0.0', pg: '^8.0.0', data: '^1.0.0' };
  const code = `import 'zod'; createRequire(import.meta.url)('data/file.json');`;
  expect(check({ dependencies }, code)).toEqual(['dependency pg is never imported']);
});

test('finds types of others that show in the declarations but are not installed with them', () => {
  const manifest = { dependencies: { pg: '^8.0.0' }, devDependencies: { '@types/pg': '^8.0.0' } };
  expect(check(manifest, "import 'pg';", "import type { Pool } from 'pg';")).toEqual([
    expect.stringContaining('@types/pg shows in the declarations'),
  ]);
});
