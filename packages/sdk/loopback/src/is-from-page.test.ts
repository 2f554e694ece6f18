import { expect, test } from 'vitest';
import { isFromPage } from './is-from-page.ts';

test.each(['127.0.0.1:8080', 'localhost:8080', 'LOCALHOST', '[::1]:8080', '[::1]', '127.9.9.9'])(
  'a program of this machine that calls %s is no page',
  (host) => {
    expect(isFromPage({ host })).toBe(false);
    expect(isFromPage({ host, 'sec-fetch-site': 'none', 'sec-fetch-mode': 'cors' })).toBe(false);
  },
);

test.each([
  { host: '127.0.0.1:8080', origin: 'https://evil.example' },
  { host: '127.0.0.1:8080', origin: 'http://127.0.0.1:8080' },
  { host: '127.0.0.1:8080', origin: 'null' },
  { host: '127.0.0.1:8080', 'sec-fetch-site': 'cross-site' },
  { host: '127.0.0.1:8080', 'sec-fetch-site': 'same-site' },
  { host: 'evil.example:8080' },
  { host: '127.0.0.1.evil.example' },
  { host: 'localhost.evil.example:80' },
  { host: '0.0.0.0:8080' },
  { host: '127.0.0.1@evil.example' },
  { host: '' },
  {},
])('what a page sends, or its own name that leads here: %j', (headers) => {
  expect(isFromPage(headers)).toBe(true);
});
