import { expect, it } from 'vitest';
import { parseMessageHeaders } from './message-headers.ts';

const parse = (head: string) => parseMessageHeaders(Buffer.from(`${head}\r\n\r\n`, 'latin1'));

it.each([
  ['a question mark in an encoded word', '=?utf-8?Q?What??=', 'What?'],
  ['a word that never ends before another', '=?utf-8?Q?a =?utf-8?Q?b?=', '=?utf-8?Q?a b'],
  ['a line break in an encoded word', '=?utf-8?Q?a=0D=0ABcc:_x?=', 'a Bcc: x'],
  ['a zero byte in an encoded word', '=?utf-8?Q?a=00b?=', 'a b'],
  ['a zero byte', 'a\0b', 'a b'],
  ['a lone carriage return', 'a\rBcc: x', 'a Bcc: x'],
])('a subject with %s is one line of text', async (_, subject, expected) => {
  expect((await parse(`Subject: ${subject}`)).subject).toBe(expected);
});

it.each([
  ['Anna x@y.example>', 'x@y.example'],
  ['<mailto:x@y.example>', 'x@y.example'],
  ['a@b@c.example', null],
  ['<a@b@c.example>', null],
  ['"a@b"@c.example', '"a@b"@c.example'],
])('From: %s is from %s', async (from, expected) => {
  expect((await parse(`From: ${from}`)).fromAddress).toBe(expected);
});

it('of two different authors neither is believed', async () => {
  expect((await parse('From: a@b.example\r\nfrom: c@d.example')).fromAddress).toBeNull();
  expect((await parse('From: a@b.example\r\nFrom: a@b.example')).fromAddress).toBe('a@b.example');
});

it('a name has no line breaks', async () => {
  expect((await parse('From: =?utf-8?Q?a=0D=0Ab?= <x@y.example>')).from).toEqual([
    { name: 'a b', address: 'x@y.example' },
  ]);
});

it.each([
  ['(comment) <a@b>', '<a@b>'],
  ['<a@b> <c@d>', '<a@b>'],
  ['a@b', 'a@b'],
])('Message-ID: %s is %s', async (header, expected) => {
  expect((await parse(`Message-ID: ${header}`)).messageId).toBe(expected);
});
