import type { JsonObject } from '@jobwright/connector-sdk';
import { runConnector } from '@jobwright/connector-testing';
import { type SmtpServer, startSmtpServer } from '@jobwright/test-servers/mail';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { email } from './connector.ts';
import { toVariables } from './testing/send-email-variables.ts';

let server: SmtpServer;
beforeAll(async () => {
  server = await startSmtpServer();
});
afterAll(() => server.close());

async function send(smtpAction: JsonObject) {
  const before = server.received.length;
  const { outcome } = await runConnector(email, toVariables(server.port, { smtpAction }));
  expect(outcome).toMatchObject({ kind: 'complete' });
  const [mail, ...more] = server.received.slice(before);
  expect(more).toEqual([]);
  if (mail === undefined) throw new Error('Nothing was received');
  return mail;
}

const longestLine = (raw: string): number => Math.max(...raw.split('\r\n').map((line) => line.length));

it.each([
  ['.x@y.example', '".x"@y.example'],
  ['x.@y.example', '"x."@y.example'],
])('%s, which needs quotation marks, is sent to and counts as accepted', async (to, recipient) => {
  expect((await send({ to })).recipients).toEqual([recipient]);
});

it('a word that is longer than a line may be is broken in the subject, and shown whole', async () => {
  const subject = 'x'.repeat(2_000);
  const { mail, raw } = await send({ subject });
  expect(mail.subject).toBe(subject);
  expect(longestLine(raw)).toBeLessThan(998);
});

it('nor does it make a long line of a header of its own', async () => {
  const { raw } = await send({ headers: { 'X-Trace': 'y'.repeat(3_000) } });
  expect(longestLine(raw)).toBeLessThan(998);
});

it('what looks like an encoded word with a question mark is shown as it was typed', async () => {
  const subject = '=?utf-8?Q?What??=';
  const { mail, raw } = await send({ subject });
  expect(mail.subject).toBe(subject);
  expect(raw).not.toContain(subject);
});

it.each(['Disposition-Notification-To', 'Return-Receipt-To', 'Errors-To', 'Resent-From', 'Resent-To'])(
  'in %s the name is encoded, and not the address',
  async (name) => {
    const { raw } = await send({ headers: { [name]: 'Jörg <joerg@y.example>' } });
    expect(raw).toContain(`${name}: =?UTF-8?Q?J=C3=B6rg?= <joerg@y.example>`);
  },
);
