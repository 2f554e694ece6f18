import addressparser from 'nodemailer/lib/addressparser';
import { expect, it } from 'vitest';
import { parseMailboxes } from './parse-mailboxes.ts';

it.each([
  'bob@example.com',
  'Bob <bob@example.com>',
  'Anna Maria Müller <anna.maria+news@mail.example.com>',
  'José-Luis Ñ. <jose@example.com>',
  'ü@example.com',
])('%s is read as the parser of addresses reads it', (text) => {
  const [expected] = addressparser(text, { flatten: true });
  expect(parseMailboxes(text)).toEqual({ ok: true, mailboxes: [expected] });
});

it.each([
  ['bob@-example.com', 'bob@-example.com'],
  ['Bob <bob@example..com>', 'bob@example..com'],
  ['Bob <bob@example>, Eve', 'Eve'],
  ['bob@example.com eve@example.com', 'eve@example.com'],
  ['eve@example.com <bob@example.com>', 'bob@example.com'],
])('%s is refused, and the wrong one named', (text, named) => {
  const parsed = parseMailboxes(text);
  expect(parsed).toMatchObject({ ok: false });
  expect(JSON.stringify(parsed)).toContain(named);
});

it.each(['a@example.com\r\nBcc: b@example.com', 'a@example.com\u0000'])('%j is refused', (text) => {
  expect(parseMailboxes(text)).toMatchObject({ ok: false });
});
