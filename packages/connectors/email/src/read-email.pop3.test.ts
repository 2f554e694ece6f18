import { runConnector } from '@jobwright/connector-testing';
import { type Pop3ServerOptions, startPop3Server } from '@jobwright/test-servers/mail';
import { describe, expect, it } from 'vitest';
import { email } from './connector.ts';
import { closeAfterEach } from './testing/close-after-each.ts';
import { PDF, SAMPLES } from './testing/email-samples.ts';
import { MAILBOX_SECRETS as secrets, pop3Variables } from './testing/mailbox-variables.ts';
import { writeEmail } from './testing/raw-email.ts';

const closing = closeAfterEach();

async function read(raw: string, options: Pop3ServerOptions = {}) {
  const before = writeEmail({ id: 'other@x' });
  const server = closing(await startPop3Server({ messages: [before, raw], ...options }));
  const input = { messageId: '<sample@x>' };
  const variables = pop3Variables({ action: 'readEmailPop3', port: server.port, input });
  const { outcome } = await runConnector(email, variables, { secrets });
  return { outcome, server };
}

describe.each([undefined, 1, 1_000])('reading an email that comes in pieces of %s bytes', (pieceBytes) => {
  const options = pieceBytes === undefined ? {} : { pieceBytes };

  it('gives all the official outputs; POP3 does not tell when it came', async () => {
    const { outcome, server } = await read(SAMPLES.plain, options);
    expect(outcome).toEqual({
      kind: 'complete',
      variables: {
        result: {
          messageId: '<sample@x>',
          fromAddress: 'bob@example.com',
          headers: [
            { key: 'Message-ID', value: '<sample@x>' },
            { key: 'From', value: 'Bob <bob@example.com>' },
            { key: 'Subject', value: 'Plain' },
          ],
          subject: 'Plain',
          size: SAMPLES.plain.length,
          plainTextBody: 'Hello\r\n.dot\r\n..two dots\r\n',
          htmlBody: null,
          attachments: [],
          receivedDateTime: null,
          errors: [],
        },
      },
    });
    expect(server.messages).toHaveLength(2);
  });

  it('stores attachments', async () => {
    const { outcome } = await read(SAMPLES.attachments, options);
    expect(outcome).toMatchObject({
      variables: {
        result: {
          plainTextBody: 'See below',
          attachments: [
            { metadata: { fileName: 'Rechnung ü.pdf', contentType: 'application/pdf', size: PDF.length } },
            { metadata: { fileName: 'notes.txt' } },
            { metadata: { contentType: 'message/rfc822' } },
            { metadata: { contentType: 'text/calendar' } },
          ],
        },
      },
    });
  });
});

it('says when there is no such email', async () => {
  const { outcome } = await read(writeEmail({ id: 'no@x' }));
  expect(outcome).toMatchObject({
    kind: 'fail',
    retries: 0,
    variables: { error: { code: 'EMAIL_MESSAGE_NOT_FOUND' } },
  });
});

it('tries again when the connection breaks in the middle', async () => {
  const { outcome } = await read(SAMPLES.plain, {
    onCommand: (command, socket) => {
      if (!command.startsWith('RETR')) return undefined;
      socket.end('+OK\r\nSubject: Half');
      return '';
    },
  });
  expect(outcome).toMatchObject({
    kind: 'fail',
    retries: 2,
    variables: { error: { code: 'EMAIL_CONNECTION_FAILED' } },
  });
});
