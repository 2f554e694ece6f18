import { createHash, randomBytes } from 'node:crypto';
import { type DocumentReference, readDocument } from '@jobwright/connector-sdk';
import type { JsonObject } from '@jobwright/json';
import { email } from '@jobwright/connector-email';
import { createConnectorHarness } from '@jobwright/connector-testing';
import { MAIL_ACCOUNTS, type MailAccount } from '@jobwright/servers/mail-server';
import { simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Mailbox, openMailbox } from './testing/mailbox.ts';
import { MAIL_SECRETS, imapTask, pop3Task } from './testing/variables.ts';

const { ada, grace } = MAIL_ACCOUNTS;
const { ports } = inject('mail');
const harness = createConnectorHarness(email, { secrets: MAIL_SECRETS });
let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await openMailbox(ada);
});
afterEach(() => mailbox.clear());
afterAll(async () => {
  await mailbox.close();
  await harness.close();
});

const toRaw = (id: string, subject: string, others = '', body = 'Hello') =>
  `Message-ID: <${id}>\r\nFrom: Bob <bob@example.test>\r\nSubject: ${subject}\r\n${others}\r\n${body}\r\n`;

async function run(variables: JsonObject) {
  const { outcome } = await harness.run(variables);
  return outcome;
}
const imap = (action: string, input: JsonObject, account: MailAccount = ada) =>
  run(imapTask({ account, action, port: ports.imaps, protection: 'TLS', input }));
const pop3 = (action: string, input: JsonObject) =>
  run(pop3Task({ account: ada, action, port: ports.pop3s, protection: 'TLS', input }));

describe.each([
  ['IMAP', 'listEmailsImap', imapTask, 'imap'],
  ['POP3', 'listEmailsPop3', pop3Task, 'pop3'],
] as const)('%s', (_, action, toTask, protocol) => {
  it.each([
    ['TLS', 'implicit', '127.0.0.1'],
    ['TLS', 'implicit', 'localhost'],
    ['SSL', 'implicit', 'localhost'],
    ['TLS', 'plain', '127.0.0.1'],
    ['TLS', 'plain', 'localhost'],
    ['NONE', 'plain', 'localhost'],
  ] as const)('with %s on the port that starts %s of %s', async (protection, start, host) => {
    await mailbox.put('INBOX', toRaw('1@x', 'Secure'));
    const port = ports[start === 'plain' ? protocol : (`${protocol}s` as const)];
    expect(await run(toTask({ account: ada, action, port, protection, host }))).toMatchObject({
      kind: 'complete',
      variables: { result: [{ messageId: '<1@x>', subject: 'Secure' }] },
    });
  });

  it('gives up with SSL on a port that starts in plain text, and with NONE on one that does not', async () => {
    const port = ports[protocol];
    expect(await run(toTask({ account: ada, action, port, protection: 'SSL' }))).toMatchObject({
      kind: 'fail',
      retries: 0,
      variables: { error: { code: 'EMAIL_TLS_NOT_AVAILABLE' } },
    });
  });

  it('gives up when the login is wrong', async () => {
    const account = { ...ada, username: 'nobody@example.test' };
    const variables = toTask({ account, action, port: ports[`${protocol}s` as const], protection: 'TLS' });
    const outcome = await run({
      ...variables,
      authentication: { type: 'simple', username: 'nobody@example.test', password: 'x' },
    });
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      variables: { error: { code: 'EMAIL_AUTHENTICATION_FAILED' } },
    });
  });

  it('refuses a server whose certificate is for another name', async () => {
    const variables = toTask({
      account: ada,
      action,
      port: ports[`${protocol}s` as const],
      protection: 'TLS',
      host: '127.0.0.2',
    });
    // Nothing listens there: it is the first thing to fail.
    expect(await run(variables)).toMatchObject({ kind: 'fail', retries: 2 });
  });
});

describe('by IMAP', () => {
  it('lists in each order', async () => {
    const day = (date: number) => new Date(Date.UTC(2026, 0, date));
    const sent = (date: number) => `Date: ${day(date).toUTCString()}\r\n`;
    await mailbox.put('INBOX', toRaw('a@x', 'A', sent(3), 'long text'), day(11));
    await mailbox.put('INBOX', toRaw('b@x', 'B', sent(1), 'a'), day(13));
    await mailbox.put('INBOX', toRaw('c@x', 'C', sent(2), 'medium'), day(12));
    for (const [sortField, sortOrder, expected] of [
      ['RECEIVED_DATE', 'ASC', ['A', 'C', 'B']],
      ['SENT_DATE', 'DESC', ['A', 'C', 'B']],
      ['SIZE', 'ASC', ['B', 'C', 'A']],
    ] as const) {
      const outcome = await imap('listEmailsImap', { sortField, sortOrder });
      expect(outcome).toMatchObject({
        variables: { result: expected.map((subject) => ({ subject, fromAddress: 'bob@example.test' })) },
      });
    }
  });

  it('searches on the server, also for non-ASCII words and with nested criteria', async () => {
    await mailbox.put('INBOX', toRaw('1@x', '=?utf-8?Q?Gr=C3=BC=C3=9Fe_17?=', '', 'two chairs'));
    await mailbox.put('INBOX', toRaw('2@x', 'Order 17', '', 'two tables'));
    await mailbox.put('INBOX', toRaw('3@x', 'Order 18', '', 'two chairs'));
    const subject = (value: string) => ({ field: 'SUBJECT', value });
    const body = (value: string) => ({ field: 'BODY', value });
    const all = (...criteria: object[]) => ({ operator: 'AND', criteria });
    const any = (...criteria: object[]) => ({ operator: 'OR', criteria });
    for (const [criteria, expected] of [
      [subject('grüße'), [1]],
      [{ field: 'FROM', value: 'bob@example.test' }, [1, 2, 3]],
      [all(subject('Order'), subject('18')), [3]],
      [any(all(subject('Order'), body('tables')), all(subject('18'), body('chairs'))), [2, 3]],
      [all(any(subject('17'), body('nothing')), any(body('chairs'), subject('nothing'))), [1]],
      [all(subject('17'), any(all(body('two'), body('chairs')), subject('Order'))), [1, 2]],
      [subject('a "quoted" \\ {5} (thing'), []],
    ] as const) {
      const outcome = await imap('searchEmailsImap', { criteria: criteria as unknown as JsonObject });
      expect(outcome, JSON.stringify(criteria)).toMatchObject({
        kind: 'complete',
        variables: { result: expected.map((id) => ({ messageId: `<${id}@x>` })) },
      });
    }
  });

  it('reads an email that came by SMTP, byte for byte', async () => {
    const content = randomBytes(3_000_000);
    const transport = createTransport({ host: '127.0.0.1', port: ports.smtp, ignoreTLS: true });
    const { messageId } = await transport.sendMail({
      from: 'Bob <bob@example.test>',
      to: ada.username,
      subject: 'Grüße mit Anhang',
      text: 'Schöne Grüße\n.\n..\n',
      html: '<p>Schöne Grüße</p>',
      attachments: [
        { filename: 'Zahlen für März.bin', content },
        { filename: 'note.txt', content: 'A note.' },
      ],
    });
    transport.close();
    await mailbox.waitFor('Grüße mit Anhang');
    for (const read of [
      () => imap('readEmailImap', { messageId }),
      () => pop3('readEmailPop3', { messageId }),
    ]) {
      const outcome = await read();
      expect(outcome).toMatchObject({
        kind: 'complete',
        variables: {
          result: {
            messageId,
            fromAddress: 'bob@example.test',
            subject: 'Grüße mit Anhang',
            htmlBody: '<p>Schöne Grüße</p>',
            errors: [],
          },
        },
      });
      const result = outcome.variables['result'] as unknown as {
        plainTextBody: string;
        attachments: DocumentReference[];
        size: number;
      };
      expect(result.plainTextBody.replaceAll('\r\n', '\n')).toBe('Schöne Grüße\n.\n..\n');
      expect(result.size).toBeGreaterThan(content.length);
      const { documents } = await harness.run(
        imapTask({ account: ada, action: 'x', port: 1, protection: 'TLS' }),
      );
      const opened = await documents.open(result.attachments[0]!, { signal: AbortSignal.timeout(10_000) });
      expect(opened.fileName).toBe('Zahlen für März.bin');
      const bytes = await readDocument(opened, { maxBytes: 4_000_000 });
      expect(toDigest(bytes)).toBe(toDigest(content));
      expect(result.attachments[1]).toMatchObject({
        metadata: { fileName: 'note.txt', contentType: 'text/plain' },
      });
    }
  });

  it('gives the same texts as mailparser', async () => {
    const raw = [
      'Message-ID: <parsed@x>',
      'From: =?iso-8859-1?Q?J=F6rg?= <joerg@example.test>',
      'Subject: =?utf-8?B?w5xiZXJzY2hyaWZ0?=',
      'Content-Type: multipart/alternative; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain; charset=windows-1252',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Preis: 5 =80',
      '--b',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from('<b>Preis: 5 €</b>').toString('base64'),
      '--b--',
      '',
    ].join('\r\n');
    await mailbox.put('INBOX', raw);
    const { text, html, subject, from } = await simpleParser(raw);
    expect(await imap('readEmailImap', { messageId: '<parsed@x>' })).toMatchObject({
      variables: {
        result: { plainTextBody: text, htmlBody: html, subject, fromAddress: from!.value[0]!.address },
      },
    });
  });

  it.each(['a"b@x', 'back\\slash@x', '{5}@x', '(@x', '%*@x'])('finds the Message-ID %s', async (id) => {
    await mailbox.put('INBOX', toRaw(id, 'Odd'));
    expect(await imap('readEmailImap', { messageId: `<${id}>` })).toMatchObject({
      kind: 'complete',
      variables: { result: { subject: 'Odd' } },
    });
  });

  it('deletes one email', async () => {
    await mailbox.put('INBOX', toRaw('1@x', 'One'));
    await mailbox.put('INBOX', toRaw('2@x', 'Two'));
    expect(await imap('deleteEmailImap', { messageId: '<1@x>' })).toMatchObject({
      kind: 'complete',
      variables: { result: { messageId: '<1@x>', deleted: true } },
    });
    expect(await mailbox.list('INBOX')).toEqual([expect.stringContaining('<2@x>')]);
    expect(await imap('deleteEmailImap', { messageId: '<1@x>' })).toMatchObject({
      kind: 'fail',
      variables: { error: { code: 'EMAIL_MESSAGE_NOT_FOUND' } },
    });
  });

  it('moves an email into a folder that is made, and finds it done when asked again', async () => {
    await mailbox.put('INBOX', toRaw('1@x', 'One'));
    const input = { messageId: '<1@x>', fromFolder: 'INBOX', toFolder: 'Done.2026/Jänner' };
    const done = {
      kind: 'complete',
      variables: { result: { messageId: '<1@x>', from: 'INBOX', to: 'Done.2026/Jänner' } },
    };
    expect(await imap('moveEmailImap', input)).toMatchObject(done);
    expect(await mailbox.list('INBOX')).toEqual([]);
    expect(await mailbox.list('Done/2026/Jänner')).toHaveLength(1);
    expect(await imap('moveEmailImap', input)).toMatchObject(done);
    expect(await imap('listEmailsImap', { listEmailsFolder: 'Done/2026/Jänner' })).toMatchObject({
      variables: { result: [{ subject: 'One' }] },
    });
  });

  it('finds a folder with a dot in its name, and says which is not there', async () => {
    await mailbox.put('Mr. Smith', toRaw('1@x', 'One'));
    expect(await imap('listEmailsImap', { listEmailsFolder: 'Mr. Smith' })).toMatchObject({
      variables: { result: [{ subject: 'One' }] },
    });
    expect(await imap('listEmailsImap', { listEmailsFolder: 'Mrs. Smith' })).toMatchObject({
      kind: 'fail',
      retries: 0,
      variables: { error: { code: 'EMAIL_MAILBOX_NOT_FOUND' } },
    });
  });

  it('works on a server whose folders are below the inbox, separated by dots', async () => {
    const other = await openMailbox(grace);
    try {
      await other.clear();
      await other.put('INBOX', toRaw('1@x', 'One'));
      const input = { messageId: '1@x', fromFolder: 'INBOX', toFolder: 'Done/2026' };
      expect(await imap('moveEmailImap', input, grace)).toMatchObject({ kind: 'complete' });
      expect(await other.list('INBOX.Done.2026')).toHaveLength(1);
      for (const listEmailsFolder of ['Done/2026', 'INBOX.Done.2026', 'INBOX/Done/2026']) {
        expect(await imap('listEmailsImap', { listEmailsFolder }, grace)).toMatchObject({
          variables: { result: [{ subject: 'One' }] },
        });
      }
    } finally {
      await other.close();
    }
  });

  it('marks nothing as seen', async () => {
    await mailbox.put('INBOX', toRaw('1@x', 'One'));
    await imap('listEmailsImap', {});
    await imap('searchEmailsImap', { criteria: { field: 'BODY', value: 'Hello' } });
    await imap('readEmailImap', { messageId: '<1@x>' });
    expect(await imap('deleteEmailImap', { messageId: '<1@x>' })).toMatchObject({ kind: 'complete' });
  });
});

describe('by POP3', () => {
  it('lists, searches, reads and deletes', async () => {
    await mailbox.put(
      'INBOX',
      toRaw('1@x', 'Order 17', 'Date: Fri, 2 Jan 2026 10:00:00 +0000\r\n', 'two chairs'),
    );
    await mailbox.put(
      'INBOX',
      toRaw('2@x', 'Order 18', 'Date: Thu, 1 Jan 2026 10:00:00 +0000\r\n', '.a table'),
    );
    expect(await pop3('listEmailsPop3', {})).toMatchObject({
      variables: { result: [{ messageId: '<2@x>' }, { messageId: '<1@x>' }] },
    });
    expect(
      await pop3('searchEmailsPop3', {
        criteria: {
          operator: 'AND',
          criteria: [
            { field: 'SUBJECT', value: 'order' },
            { field: 'BODY', value: 'TABLE' },
          ],
        },
      }),
    ).toMatchObject({ variables: { result: [{ messageId: '<2@x>', subject: 'Order 18' }] } });
    expect(await pop3('readEmailPop3', { messageId: '<2@x>' })).toMatchObject({
      variables: { result: { subject: 'Order 18', plainTextBody: '.a table\r\n', receivedDateTime: null } },
    });
    expect(await pop3('deleteEmailPop3', { messageId: '<2@x>' })).toMatchObject({
      variables: { result: { messageId: '<2@x>', deleted: true } },
    });
    expect(await mailbox.list('INBOX')).toEqual([expect.stringContaining('<1@x>')]);
  });

  it('has the mailbox for itself: jobs at the same time do not lock each other out', async () => {
    for (let index = 0; index < 5; index += 1) await mailbox.put('INBOX', toRaw(`${index}@x`, 'Same time'));
    const outcomes = await Promise.all(
      [0, 1, 2, 3, 4].map((index) => pop3('deleteEmailPop3', { messageId: `<${index}@x>` })),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(Array.from({ length: 5 }, () => 'complete'));
    expect(await mailbox.list('INBOX')).toEqual([]);
  });
});

const toDigest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
