import {
  ConnectorError,
  type DocumentReference,
  type DocumentStore,
  readDocument,
  RetryableError,
} from '@jobwright/connector-sdk';
import { runConnector, type RunOptions } from '@jobwright/connector-testing';
import { startImapServer } from '@jobwright/test-servers/mail';
import { describe, expect, it } from 'vitest';
import { email } from './connector.ts';
import { closeAfterEach } from './testing/close-after-each.ts';
import { PDF, SAMPLES } from './testing/email-samples.ts';
import { MAILBOX_SECRETS as secrets, imapVariables } from './testing/mailbox-variables.ts';
import { writeMultipartEmail, writeEmail } from './testing/raw-email.ts';

const closing = closeAfterEach();

async function read(raw: string, options: RunOptions = {}, messageId = '<sample@x>') {
  const server = closing(
    await startImapServer({ inbox: [{ raw, internaldate: '14-Sep-2025 21:22:28 -0300' }] }),
  );
  const run = await runConnector(
    email,
    imapVariables({ action: 'readEmailImap', port: server.port, input: { messageId } }),
    { secrets, ...options },
  );
  return { ...run, server, result: run.outcome.variables['result'] as Record<string, unknown> };
}

const failingStore = (failure: Error): DocumentStore => ({
  create: () => Promise.reject(failure),
  open: () => Promise.reject(new Error('not used')),
});

async function toTexts(documents: DocumentStore, references: unknown) {
  const texts: unknown[] = [];
  for (const reference of references as DocumentReference[]) {
    const open = await documents.open(reference, { signal: AbortSignal.timeout(5_000) });
    const content = await readDocument(open, { maxBytes: 1_000_000 });
    texts.push([open.fileName, open.contentType, Buffer.from(content).toString('latin1')]);
  }
  return texts;
}

describe('reading an email', () => {
  it('gives all the official outputs', async () => {
    const { outcome, server } = await read(SAMPLES.plain);
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
          receivedDateTime: '2025-09-15T00:22:28Z',
          errors: [],
        },
      },
    });
    expect(server.flagsOf('INBOX')).toEqual([[]]);
  });

  it.each([
    ['html', null, '<p>Grüße</p>'],
    ['alternative', 'Grüße', '<p>Hi</p>'],
    ['mixedText', 'Hi', '<p>Hi</p>'],
    ['picture', null, '<img src="cid:logo">'],
  ] as const)('gives text and HTML of %s', async (sample, plainTextBody, htmlBody) => {
    const { result } = await read(SAMPLES[sample]);
    expect(result).toMatchObject({ plainTextBody, htmlBody, attachments: [], errors: [] });
  });

  it('puts attachments into the document store, names and types as they were sent', async () => {
    const { result, documents } = await read(SAMPLES.attachments);
    expect(result).toMatchObject({ plainTextBody: 'See below', errors: [] });
    expect(await toTexts(documents, result['attachments'])).toEqual([
      ['Rechnung ü.pdf', 'application/pdf', PDF.toString('latin1')],
      ['notes.txt', 'text/plain', 'Notes'],
      ['attachment-3.eml', 'message/rfc822', 'Subject: Inner\r\n\r\nForwarded'],
      ['attachment-4', 'text/calendar', 'BEGIN:VCALENDAR'],
    ]);
  });

  it.each([
    [new Error('disk of customer 4711 is full'), 'unexpected failure)', 2],
    [new RetryableError({ code: 'STORE_BUSY', message: 'later' }), 'STORE_BUSY): later', 2],
    [
      new ConnectorError({ code: 'DOCUMENT_TOO_LARGE', message: 'too large' }),
      'DOCUMENT_TOO_LARGE): too large',
      0,
    ],
  ])('fails when an attachment cannot be stored, and names it: %s', async (failure, reason, retries) => {
    const { outcome } = await read(SAMPLES.attachments, { documents: failingStore(failure) });
    const message = `Failed to upload attachment 'Rechnung ü.pdf' to document store (${reason}`;
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries,
      variables: {
        error: { code: 'EMAIL_ATTACHMENT_NOT_STORED', message: expect.stringContaining(message) },
      },
    });
    expect(JSON.stringify(outcome)).not.toContain('4711');
  });

  it('fails when only the last of the attachments cannot be stored', async () => {
    const { documents } = await read(SAMPLES.plain);
    const failing: DocumentStore = {
      ...documents,
      create: (document, options) =>
        document.contentType === 'text/calendar'
          ? Promise.reject(new Error('no'))
          : documents.create(document, options),
    };
    const { outcome } = await read(SAMPLES.attachments, { documents: failing });
    expect(outcome).toMatchObject({
      kind: 'fail',
      variables: { error: { code: 'EMAIL_ATTACHMENT_NOT_STORED' } },
    });
    expect(JSON.stringify(outcome)).toContain("'attachment-4'");
  });

  it('does not wait for a store that takes nothing of a large attachment', async () => {
    const body = 'x'.repeat(70).concat('\r\n').repeat(40_000);
    const raw = writeMultipartEmail(
      { id: 'sample@x' },
      {
        subtype: 'mixed',
        parts: [
          { type: 'application/octet-stream', body },
          { type: 'text/plain', body: 'after' },
        ],
      },
    );
    const { outcome } = await read(raw, { documents: failingStore(new Error('no')) });
    expect(outcome).toMatchObject({ kind: 'fail', errorMessage: expect.stringContaining("'attachment-1'") });
    const { documents } = await read(SAMPLES.plain);
    const reference = await documents.create(
      { content: PDF, fileName: 'known.bin', contentType: 'application/octet-stream' },
      { signal: AbortSignal.timeout(5_000) },
    );
    const { result } = await read(raw, {
      documents: { ...documents, create: () => Promise.resolve(reference) },
    });
    expect(result).toMatchObject({ plainTextBody: 'after', attachments: [reference] });
  });

  it('gives something of an email that breaks every rule', async () => {
    const { outcome } = await read(SAMPLES.malformed);
    expect(outcome).toMatchObject({
      kind: 'complete',
      variables: { result: { messageId: '<sample@x>', attachments: [], errors: [] } },
    });
    expect(JSON.stringify(outcome)).toContain('Qapla');
  });

  it('leaves out what does not fit into a variable, and says so', async () => {
    const { result } = await read(writeEmail({ id: 'sample@x', body: 'ü'.repeat(700_000) }));
    expect((result['plainTextBody'] as string).length).toBeGreaterThan(400_000);
    expect((result['plainTextBody'] as string).length).toBeLessThanOrEqual(500_001);
    expect(result['errors']).toEqual([expect.stringContaining('1000000 bytes')]);
  });

  it('refuses an email of more parts than it is worth', async () => {
    const part = { type: 'text/plain', body: 'x' };
    const raw = writeMultipartEmail(
      { id: 'sample@x' },
      { subtype: 'mixed', parts: Array.from({ length: 600 }, () => part) },
    );
    const { outcome } = await read(raw);
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      variables: { error: { code: 'EMAIL_MESSAGE_UNREADABLE' } },
    });
  });

  it('gives no file name that leads elsewhere', async () => {
    const raw = writeMultipartEmail(
      { id: 'sample@x' },
      {
        subtype: 'mixed',
        parts: [
          {
            type: 'text/x-sh',
            headers: ['Content-Disposition: attachment; filename="../../etc/cron.d/x\t1"'],
            body: 'x',
          },
        ],
      },
    );
    const { result } = await read(raw);
    expect(result['attachments']).toMatchObject([{ metadata: { fileName: '.._.._etc_cron.d_x_1' } }]);
  });
});

describe('the Message-ID', () => {
  it('is taken with and without its brackets', async () => {
    const { result } = await read(SAMPLES.plain, {}, ' sample@x ');
    expect(result).toMatchObject({ messageId: '<sample@x>' });
  });

  it('has to be the whole one', async () => {
    const { outcome } = await read(SAMPLES.plain, {}, '<ample@x>');
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      variables: { error: { code: 'EMAIL_MESSAGE_NOT_FOUND' } },
    });
  });

  it('that two emails have means the first', async () => {
    const first = writeEmail({ id: 'same@x', subject: 'First' });
    const server = closing(
      await startImapServer({
        inbox: [{ raw: first }, { raw: writeEmail({ id: 'same@x', subject: 'Second' }) }],
      }),
    );
    const { outcome } = await runConnector(
      email,
      imapVariables({ action: 'readEmailImap', port: server.port, input: { messageId: '<same@x>' } }),
      { secrets },
    );
    expect(outcome).toMatchObject({ variables: { result: { subject: 'First' } } });
  });

  it.each(['<x@y>\r\nA DELETE INBOX', '', '   ', 7, null])('cannot be %j', async (messageId) => {
    const { outcome } = await runConnector(
      email,
      imapVariables({ action: 'readEmailImap', port: 1, input: { messageId } }),
      { secrets },
    );
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      variables: { error: { code: 'INPUT_INVALID' } },
    });
    expect(JSON.stringify(outcome)).toContain('data.imapAction.messageId');
  });

  it.each(['a)b', '{5}', '(x', '%*'])('of odd characters, %s, is looked for as it is', async (odd) => {
    const { outcome } = await read(writeEmail({ id: odd, subject: 'Odd' }), {}, `<${odd}>`);
    expect(outcome).toMatchObject({ variables: { result: { subject: 'Odd' } } });
  });
});
