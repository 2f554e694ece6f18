import { findClosedPort, startSocketServer } from '@jobwright/test-servers';
import { camunda8, type ConnectorWorkers, startConnectors } from '@jobwright/camunda8';
import { email } from '@jobwright/connector-email';
import type { JsonObject } from '@jobwright/json';
import { MAIL_ACCOUNTS, strangerAddress } from '@jobwright/servers/mail-server';
import { createFolderEffectLog, createMemoryDocumentStore } from '@jobwright/runtime';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressObject } from 'mailparser';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { connectTarget, type Target } from '../src/testing/target.ts';
import { type Mailbox, openMailbox } from './testing/mailbox.ts';
import { deploySendProcess, type SendProcess } from './testing/send-process.ts';
import { MAX_MAIL_BYTES } from './testing/start-mail.ts';

// Mails that a process sends through a real Postfix: what arrives, and what the process learns when something
// does not.
const { ada, bob, grace } = MAIL_ACCOUNTS;
const { ports } = inject('mail');
const documents = createMemoryDocumentStore();
const signal = AbortSignal.timeout(600_000);
let directory: string;
let target: Target;
let workers: ConnectorWorkers;
let inbox: Mailbox;
let caught: SendProcess;
let retried: SendProcess;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'jobwright-effects-'));
  [target, inbox] = await Promise.all([connectTarget(), openMailbox(ada)]);
  workers = await startConnectors({
    connectors: [email],
    clusters: [camunda8({ settings: target.configuration })],
    documents,
    effects: createFolderEffectLog({ directory }),
  });
  caught = await deploySendProcess(target, { id: `send-caught-${process.pid}`, failures: 'catch' });
  retried = await deploySendProcess(target, { id: `send-retried-${process.pid}`, failures: 'retry' });
});
afterAll(async () => {
  await workers.close({ timeoutMs: 0 });
  await target.close();
  await inbox.close();
  await rm(directory, { recursive: true, force: true });
});
beforeEach(() => inbox.clear());

interface Mail {
  readonly port?: number;
  readonly protection?: 'TLS' | 'SSL' | 'NONE';
  readonly authentication?: JsonObject;
  readonly action?: JsonObject;
}

const toMail = (mail: Mail = {}): JsonObject => ({
  authentication: mail.authentication ?? {
    type: 'simple',
    username: bob.username,
    password: bob.password,
  },
  protocol: 'smtp',
  data: {
    smtpActionDiscriminator: 'sendEmailSmtp',
    smtpConfig: {
      smtpHost: 'localhost',
      smtpPort: mail.port ?? ports.submission,
      smtpCryptographicProtocol: mail.protection ?? 'TLS',
    },
    smtpAction: {
      from: `Bob <${bob.username}>`,
      to: ada.username,
      subject: 'Hello',
      contentType: 'PLAIN',
      body: 'Hello',
      ...mail.action,
    },
  },
});

async function toDocument(content: Uint8Array, fileName: string, contentType: string): Promise<JsonObject> {
  const reference = await documents.create({ content, fileName, contentType }, { signal });
  return reference as unknown as JsonObject;
}

const listAddresses = (addresses: AddressObject | AddressObject[] | undefined) =>
  [addresses ?? []].flat().flatMap(({ value }) => value);

describe('what arrives', () => {
  test.each([
    ['STARTTLS and a login', {}],
    ['TLS from the start and a login', { port: ports.submissions, protection: 'SSL' }],
    ['no login', { port: ports.smtp, authentication: { type: 'noAuth' } }],
    ['plain text', { port: ports.smtpWithoutTls, protection: 'NONE', authentication: { type: 'noAuth' } }],
  ] as const)('by %s', async (subject, mail) => {
    const { mail: result } = await caught.send(toMail({ ...mail, action: { subject } }));
    const received = await inbox.waitFor(subject);
    expect(result).toEqual({ subject, sent: true, messageId: received.messageId });
  });

  test('is what was sent, byte for byte', async () => {
    const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 31) % 256));
    const logo = Buffer.from('89504e470d0a1a0a', 'hex');
    await caught.send(
      toMail({
        action: {
          from: `"Müller, Bob" <${bob.username}>`,
          cc: [`Grace <${grace.username}>`],
          bcc: grace.username,
          replyTo: 'Antworten <antworten@münchen.example>',
          subject:
            'Grüße 🎈 an alle, und ein Betreff, der länger ist als eine Zeile sein darf, damit er umgebrochen wird',
          contentType: 'MULTIPART',
          body: '.Zeile mit Punkt\r\n\r\nGrüße',
          htmlBody: '<p>Grüße <img src="cid:logo"></p>',
          headers: { 'X-Case': '4711' },
          attachments: [await toDocument(bytes, 'Übersicht – 2026.bin', 'application/octet-stream')],
          inlineImages: { logo: await toDocument(logo, 'logo.png', 'image/png') },
          calendarEvent: {
            start: '2026-03-01T10:00:00+01:00',
            end: '2026-03-01T11:00:00+01:00',
            summary: 'Übergabe',
          },
        },
      }),
    );
    const received = await inbox.waitFor(
      'Grüße 🎈 an alle, und ein Betreff, der länger ist als eine Zeile sein darf, damit er umgebrochen wird',
    );
    expect(listAddresses(received.from)).toEqual([{ name: 'Müller, Bob', address: bob.username }]);
    expect(listAddresses(received.to)).toEqual([{ name: '', address: ada.username }]);
    expect(listAddresses(received.cc)).toEqual([{ name: 'Grace', address: grace.username }]);
    expect(received.bcc).toBeUndefined();
    expect(listAddresses(received.replyTo)).toMatchObject([{ name: 'Antworten' }]);
    expect(received.headers.get('x-case')).toBe('4711');
    expect(received.text?.replaceAll('\r\n', '\n').trim()).toBe('.Zeile mit Punkt\n\nGrüße');
    expect(received.html).toContain('<p>Grüße <img src="data:image/png;base64,');
    const files = new Map(received.attachments.map((file) => [file.contentType, file]));
    expect(files.get('application/octet-stream')?.filename).toBe('Übersicht – 2026.bin');
    expect(files.get('application/octet-stream')?.content.equals(bytes)).toBe(true);
    expect(files.get('image/png')?.cid).toBe('logo');
    expect(files.get('image/png')?.content.equals(logo)).toBe(true);
    const calendar =
      files.get('text/calendar')?.content.toString() ?? files.get('application/ics')?.content.toString();
    expect(calendar).toContain('SUMMARY:Übergabe');
  });
});

describe('what does not arrive', () => {
  const fail = async (mail: Mail) => (await caught.send(toMail(mail))).caught;

  test('an unknown recipient', async () => {
    expect(await fail({ action: { to: 'nobody@example.test' } })).toMatchObject({
      code: 'EMAIL_RECIPIENT_REJECTED',
      variables: {
        rejected: [{ address: 'nobody@example.test', response: expect.stringMatching(/^550 5\.1\.1/) }],
      },
    });
  });

  test('some recipients: each with its answer, and the others have the mail once', async () => {
    const to = [ada.username, 'nobody@example.test', 'gone@example.test', 'full@example.test'];
    expect(await fail({ action: { to, subject: 'To some' } })).toMatchObject({
      code: 'EMAIL_PARTIALLY_REJECTED',
      variables: {
        accepted: [ada.username],
        rejected: [
          { address: 'nobody@example.test', response: expect.stringMatching(/^550 5\.1\.1/) },
          { address: 'gone@example.test', response: expect.stringMatching(/^550 5\.1\.6/) },
          { address: 'full@example.test', response: expect.stringMatching(/^552 5\.2\.2/) },
        ],
      },
    });
    await inbox.waitFor('To some');
    expect(await inbox.list('INBOX')).toHaveLength(1);
  });

  test('a mail to where the server takes none', async () => {
    expect(await fail({ action: { to: 'eve@elsewhere.example' } })).toMatchObject({
      code: 'EMAIL_RECIPIENT_REJECTED',
      variables: { rejected: [{ address: 'eve@elsewhere.example', response: expect.stringMatching(/^5/) }] },
    });
  });

  test('a mail that is too large: it is not even sent', async () => {
    const attachments = await toDocument(
      Buffer.alloc(MAX_MAIL_BYTES),
      'large.bin',
      'application/octet-stream',
    );
    expect(await fail({ action: { attachments } })).toMatchObject({
      code: 'EMAIL_TOO_LARGE',
      message: expect.stringContaining('too large'),
    });
  });

  test('a login that is wrong; the password is in no message', async () => {
    const authentication = { type: 'simple', username: bob.username, password: 'wrong-password-marker' };
    const failure = await fail({ authentication });
    expect(failure).toMatchObject({ code: 'EMAIL_AUTHENTICATION_FAILED' });
    expect(JSON.stringify(failure)).not.toContain('wrong-password-marker');
  });

  test('no login where one is needed', async () => {
    expect(await fail({ authentication: { type: 'noAuth' } })).toMatchObject({
      code: expect.stringMatching(/^EMAIL_(RECIPIENT|SENDER)_REJECTED$/),
    });
  });

  test('without TLS, when it was chosen', async () => {
    expect(await fail({ port: ports.smtpWithoutTls, authentication: { type: 'noAuth' } })).toMatchObject({
      code: 'EMAIL_TLS_NOT_AVAILABLE',
    });
    expect(await fail({ port: ports.smtp, protection: 'SSL' })).toMatchObject({
      code: 'EMAIL_TLS_NOT_AVAILABLE',
    });
  });

  test('where nobody listens', async () => {
    expect(await fail({ port: await findClosedPort() })).toMatchObject({ code: 'EMAIL_CONNECTION_FAILED' });
  });

  test('where nobody answers', async () => {
    const silent = await startSocketServer();
    expect(await fail({ port: silent.port })).toMatchObject({ code: 'EMAIL_TIMEOUT' });
    await silent.close();
  });
});

describe('what is refused for now', () => {
  test('a greylisted sender: the engine tries again after what the server asks for', async () => {
    const from = strangerAddress('one');
    const { mail } = await retried.send(toMail({ action: { from, subject: 'From a stranger' } }));
    expect(mail).toMatchObject({ sent: true });
    await inbox.waitFor('From a stranger');
    expect(await inbox.list('INBOX')).toHaveLength(1);
  });

  test('a recipient among others: who has the mail already does not get it again', async () => {
    // Ada is known to the greylist for this sender, Grace is not.
    const from = strangerAddress('two');
    await retried.send(toMail({ action: { from, subject: 'First' } }));
    const to = [ada.username, grace.username];
    const { mail } = await retried.send(toMail({ action: { from, to, subject: 'Second' } }));
    expect(mail).toMatchObject({ sent: true });
    await inbox.waitFor('Second');
    expect(await inbox.list('INBOX')).toHaveLength(2);
  });

  test('gives the model its code', async () => {
    const { caught: failure } = await caught.send(toMail({ action: { to: 'greylisted@example.test' } }));
    expect(failure).toMatchObject({
      code: 'EMAIL_TEMPORARILY_REFUSED',
      message: expect.stringContaining('451 4.7.1'),
    });
  });
});
