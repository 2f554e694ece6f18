import { expect, test } from 'vitest';
import { checkNode } from './check-node.ts';

test.each([
  ['20.19.0', 'ok'],
  ['22.1.0', 'ok'],
  ['20.18.9', 'failed'],
  ['18.20.4', 'failed'],
])('Node %s is %s where 20.19 is the least', async (version, status) => {
  const { signal } = new AbortController();
  expect(await checkNode({ version, range: '>=20.19.0' }).run(signal)).toMatchObject({ status });
});
