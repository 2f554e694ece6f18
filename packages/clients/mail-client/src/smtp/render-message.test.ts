import type { SendMailOptions } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { renderMessage } from './render-message.ts';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const attachment = (content: Buffer) => ({
  filename: 'Übersicht.bin',
  contentType: 'application/octet-stream',
  contentTransferEncoding: 'base64' as const,
  content,
});
const BYTES = Buffer.from(Uint8Array.from({ length: 100_001 }, (_, index) => (index * 7) % 256));

const MAILS: readonly (readonly [string, SendMailOptions])[] = [
  ['short text', { text: 'Hello' }],
  ['no text', { text: '' }],
  ['text that ends its line', { text: 'Hello\r\n' }],
  ['lines with dots', { text: '.\r\n..\r\n.a\n.' }],
  ['bare line breaks and blanks before them', { text: 'a \nb\t\rc\r\n\r\n d ' }],
  ['umlauts', { text: 'Grüße an alle — und = noch mehr.\n'.repeat(50) }],
  ['a long line of umlauts', { text: 'ü'.repeat(5_000) }],
  ['another alphabet', { text: 'Привет, мир. '.repeat(400) }],
  ['a long line', { text: `${'thank you for your order, it is on its way. '.repeat(2_000)}Yours` }],
  ['HTML', { html: '<p>Grüße</p>' }],
  ['both', { text: 'Grüße', html: '<p>Grüße</p>' }],
  ['an attachment', { text: 'Hello', attachments: [attachment(BYTES)] }],
  ['an empty attachment', { text: 'Hello', attachments: [attachment(Buffer.alloc(0))] }],
  [
    'all there is',
    {
      text: 'Grüße',
      html: '<img src="cid:logo">',
      attachments: [
        { ...attachment(PNG), contentType: 'image/png', cid: 'logo', contentDisposition: 'inline' },
        attachment(BYTES),
      ],
      icalEvent: { method: 'REQUEST', filename: 'invite.ics', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR' },
      headers: { 'X-Case': 'Grüße '.repeat(40) },
    },
  ],
];

const compile = (mail: SendMailOptions) =>
  new MailComposer({
    from: 'Anna Müller <anna@example.com>',
    to: ['bob@example.com', { name: 'Bo, Bob', address: 'bob@münchen.example' }],
    subject: 'Grüße an alle, und ein Betreff, der länger ist als eine Zeile sein darf',
    ...mail,
  }).compile();

it.each(MAILS)('%s: the bytes that nodemailer streams', async (_, mail) => {
  const message = compile(mail);
  const rendered = renderMessage(message);
  expect(rendered?.toString()).toBe((await message.build()).toString());
});

it('leaves alone what has to be read from elsewhere', () => {
  const content = Readable.from([Buffer.from('x')]);
  expect(
    renderMessage(compile({ text: 'Hello', attachments: [{ filename: 'a', content }] })),
  ).toBeUndefined();
});
