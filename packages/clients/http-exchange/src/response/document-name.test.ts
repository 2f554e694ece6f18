import { expect, test } from 'vitest';
import { chooseDocumentName } from './document-name.ts';

const url = 'https://api.example/files/annual%20report.pdf?token=MARKER';

test.each([
  [
    'as the server says',
    { 'Content-Disposition': 'attachment; filename="invoice 7.pdf"' },
    url,
    'invoice 7.pdf',
  ],
  [
    'in any script',
    { 'content-disposition': "attachment; filename=x; filename*=UTF-8''%C3%84rzte.pdf" },
    url,
    'Ärzte.pdf',
  ],
  [
    'never a path',
    { 'content-disposition': 'attachment; filename="../../etc/passwd.txt"' },
    url,
    'passwd.txt',
  ],
  [
    'never a path of Windows',
    { 'content-disposition': 'attachment; filename="C:\\\\a\\\\b.txt"' },
    url,
    'b.txt',
  ],
  [
    'of a broken header, by the URL',
    { 'content-disposition': 'attachment; filename=' },
    url,
    'annual report.pdf',
  ],
  ['by the URL', {}, url, 'annual report.pdf'],
  [
    'with an ending',
    { 'content-type': 'application/json; charset=utf-8' },
    'https://api.example/orders',
    'orders.json',
  ],
  [
    'with the ending of text',
    { 'content-type': 'text/plain' },
    'https://api.example/orders/',
    'response.txt',
  ],
  [
    'with the ending of a format on XML',
    { 'content-type': 'image/svg+xml' },
    'https://api.example/a',
    'a.svg',
  ],
  ['without an ending', { 'content-type': 'x/y z' }, 'https://api.example/a%ff', 'a%ff'],
  ['without anything', {}, 'https://api.example/..', 'response'],
  ['without control characters', {}, 'https://api.example/a%01b.txt', 'ab.txt'],
])('a document is named %s', (_case, headers, from, expected) => {
  expect(chooseDocumentName(headers, from)).toBe(expected);
});

test('a name stays short', () => {
  expect(chooseDocumentName({}, `https://api.example/${'a'.repeat(1000)}.txt`).length).toBeLessThan(160);
});
