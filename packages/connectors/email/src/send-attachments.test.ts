import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type JsonObject, RetryableError } from '@jobwright/connector-sdk';
import { createConnectorHarness, runConnector } from '@jobwright/connector-testing';
import { type SmtpServer, smtpReply, startSmtpServer } from '@jobwright/test-servers/mail';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { email } from './connector.ts';
import { reference, storeOf, openDocument } from './testing/documents.ts';
import { toVariables } from './testing/send-email-variables.ts';

const MEGABYTE = 1024 * 1024;
const open: { close(): Promise<void> }[] = [];
const start = async (...options: Parameters<typeof startSmtpServer>): Promise<SmtpServer> => {
  const server = await startSmtpServer(...options);
  open.push(server);
  return server;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function send(smtpAction: JsonObject, options: Parameters<typeof runConnector>[2] = {}) {
  const server = await start();
  const run = await runConnector(email, toVariables(server.port, { smtpAction }), options);
  return { ...run, received: server.received[0]!, server };
}

const failure = (code: string, retries: number) => ({
  kind: 'fail',
  retries,
  variables: { error: { code } },
});
const inline = (name: string): JsonObject => ({ 'camunda.document.type': 'inline', content: 'x', name });

async function* counting(bytes: Buffer, onChunk: () => void = () => undefined) {
  for (let start = 0; start < bytes.length; start += 65_536) {
    onChunk();
    yield bytes.subarray(start, start + 65_536);
  }
}
async function* failing(bytes: Buffer) {
  yield bytes.subarray(0, MEGABYTE);
  throw new RetryableError({ code: 'DOCUMENT_STORE_UNAVAILABLE', message: 'The store is gone' });
}

describe('attachments', () => {
  it('attaches documents with their names, types and bytes', async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);
    const documents = storeOf((id) =>
      id === 'report'
        ? openDocument(bytes, {
            fileName: 'Bericht März.pdf',
            contentType: 'application/pdf',
            size: undefined,
          })
        : openDocument(Buffer.from('Zeile\n'), { fileName: 'note.txt', contentType: 'text/plain' }),
    );
    const { received } = await send({ attachments: [reference('report'), reference('note')] }, { documents });

    expect(received.mail.attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
      ['Bericht März.pdf', 'application/pdf'],
      ['note.txt', 'text/plain'],
    ]);
    expect(received.mail.attachments[0]?.content.equals(bytes)).toBe(true);
    expect(received.mail.attachments[1]?.content.toString()).toBe('Zeile\n');
    expect(received.mail.text?.trim()).toBe('Hello Bob');
  });

  it('takes a single document', async () => {
    const { received } = await send({
      attachments: { 'camunda.document.type': 'inline', content: 'x', name: 'one.txt' },
    });
    expect(received.mail.attachments.map(({ filename }) => filename)).toEqual(['one.txt']);
  });

  it.each([
    ['by the size the store tells', (size: number) => size],
    ['by counting', () => undefined],
  ])('refuses more than 25 MB together before anything is sent, %s', async (_, told) => {
    const server = await start();
    const documents = storeOf(() =>
      openDocument(new Uint8Array(13 * MEGABYTE), { size: told(13 * MEGABYTE) }),
    );
    const part = reference('big');
    const { outcome } = await runConnector(
      email,
      toVariables(server.port, { smtpAction: { attachments: [part, part] } }),
      { documents },
    );

    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      variables: { error: { code: 'EMAIL_ATTACHMENTS_TOO_LARGE' } },
    });
    expect(server.received).toEqual([]);
  });

  it('refuses a file name with a line break', async () => {
    const server = await start();
    const { outcome } = await runConnector(
      email,
      toVariables(server.port, {
        smtpAction: {
          attachments: [
            { 'camunda.document.type': 'inline', content: 'x', name: 'a\r\nBcc: eve@example.com' },
          ],
        },
      }),
    );
    expect(outcome).toMatchObject({ kind: 'fail', retries: 0 });
    expect(JSON.stringify(outcome)).toContain('data.smtpAction.attachments[0]: ');
    expect(server.received).toEqual([]);
  });

  it('says what is missing before anything is sent', async () => {
    const server = await start();
    const smtpAction = { attachments: [inline('a.txt'), reference('gone')] };
    const { outcome } = await runConnector(email, toVariables(server.port, { smtpAction }));
    expect(outcome).toMatchObject(failure('DOCUMENT_NOT_FOUND', 0));
    expect(server.connections()).toBe(0);
  });

  it('attaches a document that lies on another server, and sends nothing when it cannot be had', async () => {
    const files = createServer((request, response) =>
      response.writeHead(request.url === '/list.csv' ? 200 : 404, { 'Content-Type': 'text/csv' }).end('a;b'),
    );
    await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void files.close());
    const { port } = files.address() as AddressInfo;
    const external = (path: string): JsonObject => ({
      'camunda.document.type': 'external',
      url: `http://127.0.0.1:${port}${path}`,
    });
    const { received } = await send({ attachments: [external('/list.csv')] });
    expect(received.mail.attachments).toMatchObject([
      { filename: 'list.csv', contentType: 'text/csv', content: Buffer.from('a;b') },
    ]);
    const server = await start();
    const smtpAction = { attachments: [external('/gone.csv')] };
    const { outcome } = await runConnector(email, toVariables(server.port, { smtpAction }));
    expect(outcome).toMatchObject(failure('DOCUMENT_NOT_FOUND', 0));
    expect(server.connections()).toBe(0);
  });

  it('keeps the bytes of an attached mail', async () => {
    const bytes = Buffer.from('From: a@example.com\nSubject: x\n\nGr\u00fc\u00dfe\n.\nend');
    const documents = storeOf(() =>
      openDocument(bytes, { fileName: 'mail.eml', contentType: 'message/rfc822' }),
    );
    const { received } = await send({ attachments: [reference('mail')] }, { documents });
    expect(received.mail.attachments[0]?.content.equals(bytes)).toBe(true);
    expect(received.mail.attachments[0]?.filename).toBe('mail.eml');
  });
});

describe('a large attachment', () => {
  const LARGE = 2 * MEGABYTE;
  const bytes = Buffer.alloc(LARGE, 'streamed in many parts ');

  it('is read when the server asks for it, and not for a mail that is refused', async () => {
    let chunks = 0;
    const documents = storeOf(() => openDocument(bytes, { content: counting(bytes, () => (chunks += 1)) }));
    const server = await start({
      onRcptTo: (_address, _session, done) => done(smtpReply(550, '5.1.1 No such user')),
    });
    const smtpAction = { attachments: [reference('large')] };
    await runConnector(email, toVariables(server.port, { smtpAction }), { documents });
    expect(chunks).toBe(1);
  });

  it('is sent over another connection when the one that was kept is dead', async () => {
    const server = await start();
    const documents = storeOf(() => openDocument(bytes));
    const harness = createConnectorHarness(email, { documents });
    open.push(harness);
    const variables = toVariables(server.port, { smtpAction: { attachments: [reference('large')] } });
    await harness.run(variables);
    server.dropConnections();
    expect((await harness.run(variables)).outcome.kind).toBe('complete');
    expect(server.received.map(({ mail }) => mail.attachments[0]?.content.equals(bytes))).toEqual([
      true,
      true,
    ]);
  });

  it('breaks the mail off when the store fails in the middle, and the job is tried again', async () => {
    const server = await start();
    let opened = 0;
    const documents = storeOf(() => {
      opened += 1;
      return openDocument(bytes, { content: opened === 1 ? counting(bytes) : failing(bytes) });
    });
    const smtpAction = { attachments: [reference('large')] };
    const { outcome } = await runConnector(email, toVariables(server.port, { smtpAction }), { documents });
    expect(outcome).toMatchObject(failure('DOCUMENT_STORE_UNAVAILABLE', 2));
    expect(server.received).toEqual([]);
  });

  it('breaks the mail off when it is larger than its store said', async () => {
    const server = await start();
    const documents = storeOf(() => openDocument(bytes, { size: LARGE - 1 }));
    const harness = createConnectorHarness(email, { documents });
    open.push(harness);
    const { outcome } = await harness.run(
      toVariables(server.port, { smtpAction: { attachments: [reference('large')] } }),
    );
    expect(outcome).toMatchObject(failure('EMAIL_ATTACHMENTS_TOO_LARGE', 0));
    expect((await harness.run(toVariables(server.port))).outcome.kind).toBe('complete');
    expect(server.received.map(({ mail }) => mail.attachments)).toEqual([[]]);
  });

  it('is refused before it is sent when the server said that it takes less', async () => {
    let asked = false;
    const server = await start({
      size: MEGABYTE,
      onRcptTo(_address, _session, done) {
        asked = true;
        done();
      },
    });
    const documents = storeOf(() => openDocument(bytes));
    const smtpAction = { attachments: [reference('large')] };
    const { outcome } = await runConnector(email, toVariables(server.port, { smtpAction }), { documents });
    expect(outcome).toMatchObject(failure('EMAIL_TOO_LARGE', 0));
    expect(asked).toBe(false);
  });
});
