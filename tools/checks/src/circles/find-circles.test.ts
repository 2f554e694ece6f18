import { expect, test } from 'vitest';
import { findCircles } from './find-circles.ts';

const find = (files: Readonly<Record<string, string>>) => findCircles(new Map(Object.entries(files)));

test('files in a line are no circle', () => {
  expect(
    find({
      'x/a.ts': "import { b } from './y/b.ts';\nimport { c } from './c.ts';",
      'x/y/b.ts': "export { c } from '../c.ts';",
      'x/c.ts': "import z from 'zod';",
    }),
  ).toEqual([]);
});

test.each([
  ['values', "import { a } from './a.ts';"],
  ['types', "import type { A } from './a.ts';"],
  ['several lines', "import {\n  a,\n  type B,\n} from './a.ts';"],
  ['what is handed on', "export * from './a.ts';"],
  ['what is loaded later', "const a = await import('./a.ts');"],
])('a circle by %s is found', (_, back) => {
  expect(
    find({ 'x/a.ts': "import './none.ts';\nimport { b } from './b.ts';", 'x/b.ts': back, 'x/c.ts': '' }),
  ).toEqual([['x/a.ts', 'x/b.ts']]);
});
