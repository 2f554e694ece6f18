import type { JsonObject } from '@jobwright/connector-sdk';
import { runConnector } from '@jobwright/connector-testing';
import {
  type ImapServerOptions,
  startImapServer,
  startScriptedImapServer,
} from '@jobwright/test-servers/mail';
import { describe, expect, it } from 'vitest';
import { email } from './connector.ts';
import { closeAfterEach } from './testing/close-after-each.ts';
import { MAILBOX_SECRETS as secrets, imapVariables } from './testing/mailbox-variables.ts';
import { writeEmail } from './testing/raw-email.ts';

const closing = closeAfterEach();
const start = async (options: ImapServerOptions) => closing(await startImapServer(options));

const INBOX = [
  {
    raw: writeEmail({
      id: 'old@x',
      subject: 'Old',
      date: 'Sun, 1 Jan 2023 10:00:00 +0000',
      body: 'longest of all',
    }),
    internaldate: '03-Jan-2023 10:00:00 +0000',
  },
  {
    raw: writeEmail({ id: 'new@x', subject: 'New', date: 'Mon, 2 Jan 2023 10:00:00 +0000', body: 'short' }),
    internaldate: '01-Jan-2023 10:00:00 +0000',
  },
  {
    raw: writeEmail({
      id: 'newest@x',
      subject: 'Newest',
      date: 'Tue, 3 Jan 2023 10:00:00 +0000',
      body: 'in between',
    }),
    internaldate: '02-Jan-2023 10:00:00 +0000',
  },
];

async function list(port: number, input: JsonObject = {}) {
  const { outcome } = await runConnector(email, imapVariables({ action: 'listEmailsImap', port, input }), {
    secrets,
  });
  return outcome;
}

const subjectsOf = ({ variables }: Awaited<ReturnType<typeof list>>): readonly unknown[] =>
  (variables['result'] as unknown as { subject: unknown }[]).map(({ subject }) => subject);

describe('listing emails', () => {
  it('gives what each is about', async () => {
    const raw = writeEmail({
      id: '1@x',
      from: '"Bo, Bob" <bob@example.com>',
      subject: '=?utf-8?Q?Gr=C3=BC=C3=9Fe?=',
    });
    const server = await start({ inbox: [{ raw }] });
    expect(await list(server.port)).toEqual({
      kind: 'complete',
      variables: {
        result: [{ messageId: '<1@x>', fromAddress: 'bob@example.com', subject: 'Grüße', size: raw.length }],
      },
    });
  });

  it.each([
    ['RECEIVED_DATE', 'ASC', ['New', 'Newest', 'Old']],
    ['RECEIVED_DATE', 'DESC', ['Old', 'Newest', 'New']],
    ['SENT_DATE', 'ASC', ['Old', 'New', 'Newest']],
    ['SENT_DATE', 'DESC', ['Newest', 'New', 'Old']],
    ['SIZE', 'ASC', ['New', 'Old', 'Newest']],
    ['SIZE', 'DESC', ['Newest', 'Old', 'New']],
  ])('sorts by %s, %s', async (sortField, sortOrder, expected) => {
    const server = await start({ inbox: INBOX });
    expect(subjectsOf(await list(server.port, { sortField, sortOrder }))).toEqual(expected);
  });

  it('sorts by received date, the oldest first, unless told otherwise', async () => {
    const server = await start({ inbox: INBOX });
    expect(subjectsOf(await list(server.port))).toEqual(['New', 'Newest', 'Old']);
  });

  it('gives as many as are asked for; the number may be text, as the first official template has it', async () => {
    const server = await start({ inbox: INBOX });
    for (const maxToBeRead of [2, '2']) {
      expect(subjectsOf(await list(server.port, { maxToBeRead, sortField: 'SENT_DATE' }))).toEqual([
        'Old',
        'New',
      ]);
    }
  });

  it('copes with emails without Message-ID, sender, subject and date, the oldest of all', async () => {
    const server = await start({
      inbox: [
        ...INBOX,
        { raw: writeEmail({ from: undefined }) },
        { raw: writeEmail({ date: 'soon', subject: 'Bad' }) },
      ],
    });
    const outcome = await list(server.port, { sortField: 'SENT_DATE', maxToBeRead: 2 });
    expect(outcome).toMatchObject({
      kind: 'complete',
      variables: {
        result: [
          { messageId: null, fromAddress: null, subject: null },
          { messageId: null, fromAddress: 'bob@example.com', subject: 'Bad' },
        ],
      },
    });
  });

  it('gives nothing of an empty folder', async () => {
    const server = await start({});
    expect(await list(server.port)).toMatchObject({ kind: 'complete', variables: { result: [] } });
  });

  it('does not mark anything as seen', async () => {
    const server = await start({ inbox: INBOX });
    await list(server.port, { sortField: 'SENT_DATE' });
    expect(server.flagsOf('INBOX').flat()).toEqual([]);
  });

  it.each(['ANY', 'received_date'])('refuses to sort by %s', async (sortField) => {
    const outcome = await list(1, { sortField });
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      variables: { error: { code: 'INPUT_INVALID' } },
    });
    expect(JSON.stringify(outcome)).toContain('data.imapAction.sortField');
  });
});

describe('a folder', () => {
  const folders = {
    Projects: { folders: { '2026': { folders: { Open: { messages: INBOX.slice(0, 1) } } } } },
    'Mr. Smith': { messages: INBOX.slice(1, 2) },
  };

  it.each(['/', '.'])('is found by . and / on a server that separates by %s', async (separator) => {
    const server = await start({ folders: structuredClone(folders), separator });
    for (const listEmailsFolder of ['Projects/2026/Open', 'Projects.2026.Open', 'Projects/2026.Open']) {
      expect(subjectsOf(await list(server.port, { listEmailsFolder }))).toEqual(['Old']);
    }
  });

  it('is found when its name has a dot', async () => {
    const server = await start({ folders: structuredClone(folders) });
    expect(subjectsOf(await list(server.port, { listEmailsFolder: 'Mr. Smith' }))).toEqual(['New']);
  });

  it.each([{}, { listEmailsFolder: '' }, { listEmailsFolder: null }, { listEmailsFolder: 'inbox' }])(
    'is the inbox with %j',
    async (input) => {
      const server = await start({ inbox: INBOX.slice(2) });
      expect(subjectsOf(await list(server.port, input))).toEqual(['Newest']);
    },
  );

  it('that is not there is named, and not looked for again', async () => {
    const server = await start({ folders: structuredClone(folders) });
    const outcome = await list(server.port, { listEmailsFolder: 'Projects/2027' });
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      variables: { error: { code: 'EMAIL_MAILBOX_NOT_FOUND' } },
    });
    expect(JSON.stringify(outcome)).toContain('Projects/2027');
  });

  it.each(['In\r\nA9 DELETE INBOX', 'x\u0000y'])('cannot carry a command: %j', async (listEmailsFolder) => {
    const server = await start({ inbox: INBOX });
    const outcome = await list(server.port, { listEmailsFolder });
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      variables: { error: { code: 'INPUT_INVALID' } },
    });
    expect(server.connections()).toBe(0);
  });

  it.each(['a" (B) {5}', '*', '%', 'x" NIL', '\\'])(
    'of the odd name %s is one that is not there',
    async (odd) => {
      const server = await start({ inbox: INBOX });
      const outcome = await list(server.port, { listEmailsFolder: odd });
      expect(outcome).toMatchObject({
        kind: 'fail',
        variables: { error: { code: 'EMAIL_MAILBOX_NOT_FOUND' } },
      });
      expect(server.messagesOf('INBOX')).toHaveLength(3);
    },
  );
});

it('lists the first of thousands of emails', { timeout: 60_000 }, async () => {
  const count = 20_000;
  /** In an order of its own: each number once. */
  const toDate = (uid: number): string =>
    new Date(1_600_000_000_000 + ((uid * 7_919) % count) * 60_000).toUTCString();
  const server = closing(
    await startScriptedImapServer({
      onCommand: (command) => {
        if (command.startsWith('EXAMINE')) return [`* ${count} EXISTS`, '* OK [UIDVALIDITY 1] ok', 'OK done'];
        if (command.startsWith('FETCH 1:*')) {
          return [
            ...Array.from({ length: count }, (_, index) => {
              const header = `Date: ${toDate(index + 1)}\r\n\r\n`;
              return `* ${index + 1} FETCH (UID ${index + 1} BODY[HEADER.FIELDS (DATE)] {${header.length}}\r\n${header})`;
            }),
            'OK',
          ];
        }
        if (!command.startsWith('UID FETCH')) return undefined;
        const uids = (command.split(' ')[2] ?? '').split(',').map(Number);
        return [
          ...uids.map((uid) => {
            const header = `Subject: ${(uid * 7_919) % count}\r\n\r\n`;
            return `* ${uid} FETCH (UID ${uid} RFC822.SIZE 7 BODY[HEADER.FIELDS (SUBJECT)] {${header.length}}\r\n${header})`;
          }),
          'OK',
        ];
      },
    }),
  );
  const outcome = await list(server.port, { sortField: 'SENT_DATE', sortOrder: 'DESC', maxToBeRead: 3 });
  expect(subjectsOf(outcome)).toEqual(['19999', '19998', '19997']);
});

it('refuses to give more than fits into a variable', async () => {
  const server = closing(
    await startScriptedImapServer({
      onCommand: (command) => (command.startsWith('EXAMINE') ? ['* 20000 EXISTS', 'OK done'] : undefined),
    }),
  );
  expect(await list(server.port, { maxToBeRead: 15_000 })).toMatchObject({
    kind: 'fail',
    retries: 0,
    variables: { error: { code: 'EMAIL_TOO_MANY_RESULTS' } },
  });
});
