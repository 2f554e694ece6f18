import { expect, test } from 'vitest';
import { createStoreSecrets } from './create-store-secrets.ts';

const of = (tenantId: string) => ({ tenantId, bpmnProcessId: 'order' });

/** A store that has every secret, and returns the id that was read. */
function readOf(separator: string, naming: object = {}) {
  const secrets = createStoreSecrets(
    {
      title: 'Store',
      separator,
      read: (id) => Promise.resolve(naming !== undefined && 'bundle' in naming ? BUNDLE : id),
    },
    { prefix: 'jobwright/', tenantAware: true, ...naming },
  );
  return (tenantId: string, name: string) => secrets.getSecret(name, of(tenantId));
}
const BUNDLE = JSON.stringify({ default_T: 'of default', a__b_T: 'of a_b', a_b_T: 'of a', _T: 'of nobody' });

test.each(['/', '-'])(
  'a tenant called default reads nothing of the default tenant, joined with %s',
  async (separator) => {
    expect(await readOf(separator)('<default>', 'T')).toBe(`jobwright/default${separator}T`);
    expect(await readOf(separator)('default', 'T')).toBeUndefined();
    expect(await readOf(separator)('DEFAULT', 'T')).toBeUndefined();
  },
);

test.each(['a/b', '..', '.', '', 'a\\b', 'a b', 'a\0', 'a/../b', '<other>'])(
  'the tenant %j leads nowhere',
  async (tenantId) => {
    expect(await readOf('/')(tenantId, 'T')).toBeUndefined();
  },
);

test.each(['../b/T', 'x/../../b/T', '/b/T', 'b//T'])('the name %j leads out of no tenant', async (name) => {
  expect(await readOf('/')('a', name)).toBeUndefined();
});

test.each(['a-b', 'a_b', 'a.b', 'ACME'])(
  'a store that joins with - cannot distinguish the tenant %s from others, and says so',
  async (tenantId) => {
    await expect(readOf('-')(tenantId, 'T')).rejects.toThrow('names cannot distinguish the tenant');
    expect(await readOf('/')(tenantId, 'T')).toBe(`jobwright/${tenantId}/T`);
  },
);

test('one secret that holds all keeps tenants apart', async () => {
  const read = readOf('/', { bundle: 'all' });
  expect(await read('<default>', 'T')).toBe('of default');
  expect(await read('default', 'T')).toBeUndefined();
  expect(await read('a_b', 'T')).toBe('of a_b');
  expect(await read('a', 'b_T')).toBe('of a');
  expect(await read('a', '_b_T')).toBeUndefined();
});
