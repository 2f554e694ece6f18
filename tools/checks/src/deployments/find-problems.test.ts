import { expect, test } from 'vitest';
import { findProblems } from './find-problems.ts';

const deployment = (container: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'one' },
  spec: {
    selector: { matchLabels: { app: 'one' } },
    template: { metadata: { labels: { app: 'one' } }, spec: { containers: [container] } },
  },
});

test('what fits the schemas has no problem', async () => {
  const scaled = {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name: 'one' },
    spec: { scaleTargetRef: { name: 'one' }, triggers: [{ type: 'cpu', metadata: { value: '60' } }] },
  };
  expect(await findProblems([deployment({ name: 'one', image: 'one:1' }), scaled])).toEqual([]);
});

test.each<readonly [string, object, RegExp]>([
  ['a field that there is not', { name: 'one', imag: 'one:1' }, /imag.* does not exist/],
  ['a wrong type', { name: 'one', image: 3 }, /string/],
  ['a field that is missing', { image: 'one:1' }, /name/],
])('%s is found, however deep', async (_, container, message) => {
  expect((await findProblems([deployment(container)])).join('\n')).toMatch(message);
});

test('an object without a schema is not passed over', async () => {
  const object = { apiVersion: 'example.org/v1', kind: 'Thing', metadata: { name: 'one' } };
  await expect(findProblems([object])).rejects.toThrow('no schema for example.org/v1 Thing');
});
