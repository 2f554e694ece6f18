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

const bytesOf = (text: string): string => Buffer.from(text).toString('latin1');

test.each([
  [`attachment; filename="${bytesOf('Grüße.pdf')}"`, 'Grüße.pdf'],
  [`attachment; filename=${bytesOf('Grüße.pdf')}`, 'Grüße.pdf'],
  ['attachment; filename="Gr\xfc\xdfe.pdf"', 'Grüße.pdf'],
  ["attachment; filename*=iso-8859-1'en'Gr%FC.pdf", 'Grü.pdf'],
  ['attachment; filename*="UTF-8\'\'x%20y.pdf"', 'x y.pdf'],
  ["attachment; filename*=UTF-8''x y.pdf", 'x y.pdf'],
  ["attachment; filename*=klingon''x.pdf; filename=y.pdf", 'y.pdf'],
  ["attachment; filename*=UTF-8''a%2Fb%2F..%2Fx.pdf", 'x.pdf'],
  ['attachment; filename="=?UTF-8?B?R3LDvMOfZS5wZGY=?="', 'Grüße.pdf'],
  ['attachment; filename="=?utf-8?Q?Gr=C3=BC?= =?iso-8859-1?Q?=DFe_1.pdf?="', 'Grüße 1.pdf'],
  ['attachment; filename="a=?b.pdf"', 'a=?b.pdf'],
  ['attachment; filename=report 2024.pdf', 'report 2024.pdf'],
  ['attachment; filename=report 2024.pdf ; size=3', 'report 2024.pdf'],
  ['attachment; filename="x.pdf";', 'x.pdf'],
  ['attachment; FileName = "x.pdf"', 'x.pdf'],
  ['attachment; filename=x.pdf; filename=y.pdf', 'x.pdf'],
  ['filename="x.pdf"', 'x.pdf'],
  ["inline; filename='x.pdf'", 'x.pdf'],
  ['attachment; filename="a\\"b.pdf"', 'a"b.pdf'],
  ['attachment; filename="C:\\tmp\\x.pdf"', 'x.pdf'],
  ['attachment; filename="a;b.pdf"', 'a;b.pdf'],
  ['attachment; name="x.pdf"', 'annual report.pdf'],
  ['attachment; filename=""', 'annual report.pdf'],
])('a name is read from %j', (header, expected) => {
  expect(chooseDocumentName({ 'Content-Disposition': header }, url)).toBe(expected);
});

test.each([
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'a.docx'],
  ['application/vnd.ms-excel', 'a.xls'],
  ['text/calendar; method=REQUEST', 'a.ics'],
  ['audio/mpeg', 'a.mp3'],
  ['video/mpeg', 'a.mpeg'],
  ['text/html, application/pdf', 'a.pdf'],
  ['application/vnd.unknown', 'a'],
])('a body of %s is named %s', (type, expected) => {
  expect(chooseDocumentName({ 'Content-Type': type }, 'https://api.example/a')).toBe(expected);
});

test('a hostile header takes no time', () => {
  for (const part of ['; ', ';"', '=?a?b?', '\\', "%'"]) {
    chooseDocumentName({ 'Content-Disposition': `attachment; filename=${part.repeat(100_000)}` }, url);
  }
});

test('a name stays short', () => {
  expect(chooseDocumentName({}, `https://api.example/${'a'.repeat(1000)}.txt`).length).toBeLessThan(160);
});
