import type { JsonValue } from '@jobwright/connector-sdk';
import { runConnector } from '@jobwright/connector-testing';
import { type SmtpServer, startSmtpServer } from '@jobwright/test-servers/mail';
import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import { email } from './connector.ts';
import { toVariables } from './testing/send-email-variables.ts';

let server: SmtpServer;
beforeAll(async () => {
  server = await startSmtpServer();
});
afterAll(() => server.close());

async function send(smtpAction: Record<string, JsonValue>) {
  const before = server.received.length;
  const { outcome } = await runConnector(email, toVariables(server.port, { smtpAction }));
  return { outcome, mails: server.received.slice(before) };
}

async function refuse(smtpAction: Record<string, JsonValue>): Promise<string> {
  const { outcome, mails } = await send(smtpAction);
  expect(mails).toEqual([]);
  expect(outcome).toMatchObject({ kind: 'fail', retries: 0 });
  return outcome.kind === 'fail' ? outcome.errorMessage : '';
}

const LOST = [
  ['a group named like an address', 'anna@example.com: bob@example.com'],
  ['a group named like an address, closed', 'anna@example.com: bob@example.com;'],
  ['a quoted group named like an address', '"anna@example.com": bob@example.com;'],
  ['an angle before a colon', '<anna@example.com>: bob@example.com;'],
  ['a group without an end', 'Team: anna@example.com, bob@example.com'],
  ['a group without a name', ': bob@example.com;'],
  ['a group in a group', 'A: B: bob@example.com;;'],
  ['a line separator', 'anna@example.com\u2028, bob@example.com'],
  ['a paragraph separator', 'anna@example.com\u2029bob@example.com'],
  ['an encoded line break', 'anna@example.com%0d%0aRCPT TO:<bob@example.com>'],
  ['a text direction', 'anna@example.com\u202e, bob@example.com'],
  ['a character without width', 'an\u200bna@example.com'],
  ['a soft hyphen', 'anna@exam\u00adple.com'],
  ['half a character', 'anna\ud800@example.com'],
  ['a comment that is an address', 'anna@example.com (bob@example.com)'],
  ['a comment without an end', 'anna@example.com (bob'],
  ['a quotation without an end', '"Anna <anna@example.com>, bob@example.com'],
  ['a bracket without an end', '<anna@example.com, bob@example.com'],
  ['brackets in brackets', '<anna@example.com<bob@example.com>>'],
  ['two brackets', '<anna@example.com> <bob@example.com>'],
  ['something behind the bracket', '<anna@example.com> bob@example.com'],
  ['a route', '<@relay.example:anna@example.com>'],
  ['a quoted local part', '"anna@evil.example"@example.com'],
  ['full-width characters', 'anna@ｅxample.com'],
  ['an ideographic dot', 'anna@example。com'],
  ['an address as its domain', 'anna@127.1'],
  ['an encoded domain', 'anna@example%2ecom'],
] as const;

describe.each(['to', 'cc', 'bcc', 'replyTo', 'from'] as const)(
  '%s: what would get lost is refused',
  (field) => {
    it.each(LOST)('%s', async (_, text) => {
      expect(await refuse({ [field]: text })).toMatch(
        new RegExp(`^INPUT_INVALID: data\\.smtpAction\\.${field}: `),
      );
      if (field !== 'from')
        expect(await refuse({ [field]: ['ok@example.com', text] })).toContain(
          `data.smtpAction.${field}[1]: `,
        );
    });
  },
);

describe('where an address is part of something else', () => {
  const event = { start: '2026-12-01', end: '2026-12-02', summary: 'x' };
  const [, lost] = LOST[0];

  it.each(['Sender', 'reply-to', 'Disposition-Notification-To', 'Resent-To'])('header %s', async (name) => {
    expect(await refuse({ headers: { [name]: lost } })).toContain('data.smtpAction.headers');
  });

  it.each(['organizer', 'attendees'])('%s of an event', async (field) => {
    const message = await refuse({ calendarEvent: { ...event, [field]: lost } });
    expect(message).toContain(`data.smtpAction.calendarEvent.${field}: `);
  });

  it('the name of an attendee adds no other one', async () => {
    const { mails } = await send({
      to: '"x\\":mailto:eve@example.com" <bob@example.com>',
      calendarEvent: { ...event, location: 'x\u2028ATTENDEE:mailto:eve@example.com' },
    });
    const ics = mails[0]!.mail.attachments[0]!.content.toString().replaceAll('\r\n ', '');
    expect(ics.match(/^ATTENDEE.*$/gm)).toEqual([
      expect.stringMatching(/;CN="x':mailto:eve@example\.com":MAILTO:bob@example\.com$/),
    ]);
    expect(ics).not.toContain('\u2028');
  });

  it('the subject has no line break of Unicode', async () => {
    expect(await refuse({ subject: 'a\u2028b' })).toContain('data.smtpAction.subject: ');
  });
});

describe('every recipient that is written is written to', () => {
  it.each([
    ['Team: anna@example.com, Bob <bob@example.com>;, carl@example.com', ['anna', 'bob', 'carl']],
    ['anna@example.com; bob@example.com', ['anna', 'bob']],
    ['"a:b;c@d <e>" <anna@example.com>', ['anna']],
    ['"Anna (a@b.example)" <anna@example.com>', ['anna']],
    ['anna@example.com (her (own) mail), Bob (Sales)<bob@example.com>', ['anna', 'bob']],
    [',anna@example.com,, bob@example.com,', ['anna', 'bob']],
    ['"\\"Anna\\", née Ö\u200dX" <anna@example.com>', ['anna']],
  ])('%s', async (to, names) => {
    const { outcome, mails } = await send({ to });
    expect(outcome.kind).toBe('complete');
    expect(mails.flatMap(({ recipients }) => recipients)).toEqual(names.map((name) => `${name}@example.com`));
  });
});

describe('many addresses, and texts made to be slow', () => {
  it.each([
    ...[20_000, 200_000].map((count) => [`${count} addresses`, 'a a <a@b.com>,'.repeat(count)] as const),
    ...['<', '"', '(', '((', 'a@', '\\', ':', 'a:', '<>', ')', 'a@b.co '].map(
      (part) => [`${part} 200,000 times`, part.repeat(200_000)] as const,
    ),
    ['nothing but commas', ','.repeat(200_000)] as const,
  ])('%s: one clear error, soon', { timeout: 10_000 }, async (_, text) => {
    for (const field of ['to', 'replyTo'])
      if (!(field === 'replyTo' && text.startsWith(','))) {
        const message = await refuse({ [field]: text });
        expect(message).toContain(`data.smtpAction.${field}: `);
        expect(message.length).toBeLessThan(1_000);
      }
  });

  it('a list of 200,000 texts', { timeout: 10_000 }, async () => {
    const to = Array.from({ length: 200_000 }, (_, index) => `a${index}@example.com`);
    expect(await refuse({ to })).toContain('data.smtpAction.to: More than 5000 addresses');
  });

  it('To, Cc and Bcc count together', async () => {
    const many = Array.from({ length: 3_000 }, (_, index) => `a${index}@example.com`);
    expect(await refuse({ to: many, bcc: many })).toContain('To, Cc and Bcc together: More than 5000');
  });

  it('as many as are allowed arrive', { timeout: 30_000 }, async () => {
    const to = Array.from({ length: 5_000 }, (_, index) => `Anna <a${index}@example.com>`).join(', ');
    const { mails } = await send({ to });
    expect(mails[0]?.recipients).toHaveLength(5_000);
  });

  it('an invitation is for up to 500', async () => {
    const calendarEvent = { start: '2026-12-01', end: '2026-12-02', summary: 'x' };
    const to = Array.from({ length: 501 }, (_, index) => `a${index}@example.com`);
    expect(await refuse({ to, calendarEvent })).toContain('data.smtpAction.calendarEvent: ');
  });
});
