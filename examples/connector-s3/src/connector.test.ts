import { readFile } from 'node:fs/promises';
import { findExampleProblems } from '@jobwright/connector-testing';
import { expect, test } from 'vitest';
import { s3 } from './connector.ts';

test.each(['README.md', 'example.bpmn'])('%s has the inputs of the schemas', async (name) => {
  const text = await readFile(new URL(`../${name}`, import.meta.url), 'utf8');
  expect(await findExampleProblems(s3, text)).toEqual([]);
});
