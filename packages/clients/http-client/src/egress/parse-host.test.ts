import { describe, expect, test } from 'vitest';
import { parseHost } from './parse-host.ts';

describe('one host has one form', () => {
  test.each([
    ['localhost', 'localhost'],
    ['LOCALHOST', 'localhost'],
    ['ｌｏｃａｌｈｏｓｔ', 'localhost'],
    ['ⓛⓞⓒⓐⓛⓗⓞⓢⓣ', 'localhost'],
    ['loc\u00adalhost', 'localhost'],
    ['loc%61lhost', 'localhost'],
    ['localhost.', 'localhost'],
    ['localhost%2e', 'localhost'],
    ['mail。example．com｡', 'mail.example.com'],
    ['BÜCHER.example', 'xn--bcher-kva.example'],
    ['my_db', 'my_db'],
    ['127.1', '127.0.0.1'],
    ['0x7f.1', '127.0.0.1'],
    ['0X7F.0.0.1', '127.0.0.1'],
    ['0177.0.0.1', '127.0.0.1'],
    ['2130706433', '127.0.0.1'],
    ['１２７。0。0。1', '127.0.0.1'],
    ['127.0.0.1.', '127.0.0.1'],
    ['0', '0.0.0.0'],
    ['[::1]', '::1'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['FE80::1%eth0', 'fe80::1'],
    ['[fe80::1%eth0]', 'fe80::1'],
    ['::FFFF:127.0.0.1', '::ffff:7f00:1'],
  ])('%s', (text, host) => {
    expect(parseHost(text)?.host).toBe(host);
  });
});

test('an absolute name stays absolute, and a zone stays, for whoever connects', () => {
  expect(parseHost('DB.example.')).toEqual({
    host: 'db.example',
    address: undefined,
    connectTo: 'db.example.',
  });
  expect(parseHost('fe80::1%eth0')).toEqual({
    host: 'fe80::1',
    address: 'fe80::1',
    connectTo: 'fe80::1%eth0',
  });
});

test.each([
  '',
  '.',
  'a b',
  ' localhost',
  'local\thost',
  'localhost\0',
  'a/b',
  'a\\b',
  'user@host',
  'host:80',
  'host#a',
  'host?a',
  'a..b',
  'localhost..',
  'db.1',
  '1.2.3.4.5',
  '256.0.0.1',
  '127.0.0.1 x',
  'a／b',
  '%00',
  '[]',
  '[127.0.0.1]x',
  '::1%',
  '::1%a%b',
  '::1%a/b',
  '/var/run/mysqld.sock',
])('%j is no host', (text) => {
  expect(parseHost(text)).toBeUndefined();
});
