import { ClusterSettingsError } from '@jobwright/runtime';
import { expect, test } from 'vitest';
import { readAddresses } from './engine-settings.ts';

test('addresses have no slash at their end', () => {
  expect(
    readAddresses({ url: ['http://one:8080/engine-rest/', 'https://two/engine-rest/engine/other'] }),
  ).toEqual(['http://one:8080/engine-rest', 'https://two/engine-rest/engine/other']);
});

test.each([
  [[], 'must name at least one address'],
  ['localhost:8080', 'must begin with http:// or https://'],
  ['engine', 'is not a URL'],
  ['http://ada:secret@engine/engine-rest', 'has a user or a password in it'],
  ['http://engine/engine-rest?x=1', 'must not have a query or a fragment'],
])('%j is refused', (url, message) => {
  const read = () => readAddresses({ url });
  expect(read).toThrow(ClusterSettingsError);
  expect(read).toThrow(message);
  expect(read).not.toThrow('secret');
});
