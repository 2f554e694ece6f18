import { expect, test } from 'vitest';
import { createAdminAccess } from './admin-access.ts';

test.each(['127.0.0.1:8080', 'localhost:8080', '[::1]:8080', '127.0.0.1'])(
  'on loopback whoever calls %s may use it',
  (host) => {
    expect(createAdminAccess('127.0.0.1', undefined)({ host })).toBeUndefined();
  },
);

test.each([
  { host: '127.0.0.1:8080', origin: 'https://evil.example' },
  { host: '127.0.0.1:8080', origin: 'null' },
  { host: '127.0.0.1:8080', 'sec-fetch-site': 'cross-site' },
  { host: 'evil.example:8080' },
  { host: '127.0.0.1.evil.example' },
  {},
])('but no page in a browser: %j', (headers) => {
  expect(createAdminAccess('127.0.0.1', undefined)(headers)).toMatchObject({ status: 403 });
});

test('elsewhere it is closed without a token, and takes that alone with one', () => {
  const host = 'jobwright:8080';
  expect(createAdminAccess('0.0.0.0', undefined)({ host })).toMatchObject({ status: 403 });
  const access = createAdminAccess('0.0.0.0', 't');
  expect(access({ host, authorization: 'Bearer t' })).toBeUndefined();
  expect(access({ host, authorization: 'Bearer x' })).toMatchObject({ status: 401 });
  expect(access({ host })).toMatchObject({ status: 401 });
  expect(createAdminAccess('127.0.0.1', 't')({ host: '127.0.0.1' })).toMatchObject({ status: 401 });
});
