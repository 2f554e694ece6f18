import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const STATIC = /^(?:import|export) (?!type\b)[^;]*?from '([^']+)';|^import '([^']+)';/gm;

/** All packages that a module and the modules that it loads with itself import. */
function listPackages(entry: string): ReadonlySet<string> {
  const packages = new Set<string>();
  const files = new Set([entry]);
  for (const file of files)
    for (const [, from, alone] of readFileSync(file, 'utf8').matchAll(STATIC)) {
      const name = from ?? alone ?? '';
      if (name.startsWith('.')) files.add(join(dirname(file), name));
      else packages.add(name);
    }
  return packages;
}

test('the engine starts without what only the first request or the first deployment needs', () => {
  const packages = listPackages(join(import.meta.dirname, 'index.ts'));
  expect(packages).toContain('@jobwright/feel');
  for (const late of [
    'fastify',
    '@grpc/grpc-js',
    'zod',
    '@jobwright/bpmn-model',
    '@jobwright/camunda8-protocol',
    '@jobwright/concurrency',
    '@jobwright/dmn',
    'node:crypto',
    'node:http',
  ])
    expect(packages).not.toContain(late);
});
