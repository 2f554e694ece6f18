import type { JsonObject } from '@jobwright/connector-sdk';
import { runConnector } from '@jobwright/connector-testing';
import { type Pop3ServerOptions, startPop3Server } from '@jobwright/test-servers/mail';
import { describe, expect, it } from 'vitest';
import { email } from './connector.ts';
import { closeAfterEach } from './testing/close-after-each.ts';
import { MAILBOX_SECRETS as secrets, pop3Variables } from './testing/mailbox-variables.ts';
import { writeEmail } from './testing/raw-email.ts';

const closing = closeAfterEach();
const messages = [
  writeEmail({ id: 'old@x', subject: 'Old', date: 'Sun, 1 Jan 2023 10:00:00 +0000', body: 'longest of all' }),
  writeEmail({ id: 'newest@x', subject: 'Newest', date: 'Tue, 3 Jan 2023 10:00:00 +0000', body: '' }),
  writeEmail({
    id: 'new@x',
    subject: 'New',
    date: 'Mon, 2 Jan 2023 10:00:00 +0000',
    body: 'of medium length',
  }),
];

async function list(input: JsonObject = {}, options: Pop3ServerOptions = {}) {
  const server = closing(await startPop3Server({ messages, ...options }));
  const variables = pop3Variables({ action: 'listEmailsPop3', port: server.port, input });
  const { outcome } = await runConnector(email, variables, { secrets });
  const result = outcome.variables['result'] as unknown as { subject: unknown }[];
  return { outcome, server, subjects: result.map(({ subject }) => subject) };
}

describe('listing emails', () => {
  it('gives what each is about', async () => {
    const { outcome } = await list({ maxToBeRead: 1 });
    expect(outcome).toEqual({
      kind: 'complete',
      variables: {
        result: [
          { messageId: '<old@x>', fromAddress: 'bob@example.com', subject: 'Old', size: messages[0]!.length },
        ],
      },
    });
  });

  it.each([
    [{}, ['Old', 'New', 'Newest']],
    [{ sortField: 'SENT_DATE', sortOrder: 'DESC' }, ['Newest', 'New', 'Old']],
    [{ sortField: 'SENT_DATE', sortOrder: 'DESC', maxToBeRead: '2' }, ['Newest', 'New']],
    [{ sortField: 'SIZE', sortOrder: 'ASC' }, ['Newest', 'Old', 'New']],
    [{ sortField: 'SIZE', sortOrder: 'DESC', maxToBeRead: 1 }, ['New']],
  ])('sorts by %j', async (input, expected) => {
    expect((await list(input)).subjects).toEqual(expected);
  });

  it('asks for many headers at once where the server can take it', async () => {
    const many = Array.from({ length: 55 }, (_, index) =>
      writeEmail({ subject: String(index).padStart(2, '0') }),
    );
    const { subjects } = await list({}, { messages: many, capabilities: ['TOP', 'PIPELINING', 'USER'] });
    expect(subjects).toEqual(many.map((_, index) => String(index).padStart(2, '0')));
  });

  it.each([1, 3, 7])('copes with answers in pieces of %i bytes', async (pieceBytes) => {
    expect((await list({}, { pieceBytes })).subjects).toEqual(['Old', 'New', 'Newest']);
  });

  it('does without TOP', async () => {
    expect((await list({}, { hasTop: false })).subjects).toEqual(['Old', 'New', 'Newest']);
  });

  it('gives nothing of an empty mailbox', async () => {
    expect((await list({}, { messages: [] })).subjects).toEqual([]);
  });

  it('copes with emails without anything', async () => {
    const { outcome } = await list({}, { messages: ['\r\n', writeEmail({ from: undefined, date: 'soon' })] });
    const nothing = { messageId: null, fromAddress: null, subject: null };
    expect(outcome).toMatchObject({ kind: 'complete', variables: { result: [nothing, nothing] } });
  });
});
