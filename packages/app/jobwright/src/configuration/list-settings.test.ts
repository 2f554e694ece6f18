import { expect, test } from 'vitest';
import { listSettings } from './list-settings.ts';

const settings = listSettings();
const find = (key: string) => settings.find((setting) => setting.key === key);

test('every setting says what it is, and which values it takes', () => {
  const bare = settings.filter(({ description, values }) => description === '' || values === '');
  expect(bare.map(({ key }) => key)).toEqual([]);
  expect(settings.length).toBeGreaterThan(120);
});

test.each([
  ['cluster.auth.method', '`none`, `basic` or `oidc`'],
  ['cluster.kind', '`camunda8` or `camunda7`'],
  ['cluster.auth(basic).password', 'text, `{ env }` or `{ file }`'],
  ['cluster.connectTimeoutSeconds', 'number above 0 or `forever`'],
  ['jobs.maxConcurrent', 'whole number from 1'],
  ['http.port', 'whole number from 0 to 65535'],
  ['secrets.audit', '`true` or `false`'],
  ['secrets.providers[](vault).login.kind', '`token`, `tokenFile` or `kubernetes`'],
])('%s takes %s', (key, values) => {
  expect(find(key)?.values).toBe(values);
});

test('the keys of tables are settings, too', () => {
  expect(find('network.limits.*.circuitBreaker.failures')).toMatchObject({ isRequired: true });
  expect(find('network.databases.*.socket')).toMatchObject({ isRequired: false });
});
