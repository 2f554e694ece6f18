import { generateKeyPairSync } from 'node:crypto';
import { Readable } from 'node:stream';
import type { DocumentStore, JsonObject, JsonValue } from '@jobwright/connector-sdk';
import { readMessage } from '@jobwright/mail-client';
import { createConnectorHarness, runConnector } from '@jobwright/connector-testing';
import { type SmtpServer, startSmtpServer } from '@jobwright/test-servers/mail';
import type { SMTPServerOptions } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { email } from './connector.ts';
import { reference, storeOf, openDocument } from './testing/documents.ts';
import { type Overrides, toVariables } from './testing/send-email-variables.ts';
import { verifyDkim } from './testing/verify-dkim.ts';

let server: SmtpServer;
beforeAll(async () => {
  server = await startSmtpServer();
});
afterAll(() => server.close());

async function run(overrides: Overrides, options: Parameters<typeof runConnector>[2] = {}) {
  const before = server.received.length;
  const { outcome } = await runConnector(email, toVariables(server.port, overrides), options);
  return { outcome, mail: server.received[before] };
}

async function send(smtpAction: JsonObject, options: Parameters<typeof runConnector>[2] = {}) {
  const { outcome, mail } = await run({ smtpAction }, options);
  expect(outcome).toMatchObject({ kind: 'complete' });
  if (mail === undefined) throw new Error('Nothing was received');
  return mail;
}

/** What the mail client reads of a mail that was sent. */
async function readBack(raw: string) {
  const fileNames: string[] = [];
  const documents: DocumentStore = {
    create({ fileName, contentType }) {
      fileNames.push(fileName);
      return Promise.resolve({
        'camunda.document.type': 'camunda',
        storeId: 'test',
        documentId: '1',
        metadata: { fileName, contentType },
      });
    },
    open: () => Promise.reject(new Error('Nothing is opened here')),
  };
  const { headers } = await readMessage(Readable.from([Buffer.from(raw)]), {
    documents,
    signal: AbortSignal.timeout(10_000),
  });
  return { headers, fileNames };
}

const WORD = '=?utf-8?Q?not_encoded?= and_under_score';

describe('what looks like an encoded word is shown as it was typed', () => {
  it.each([
    WORD,
    '=?utf-8?B?YQ==?=',
    'a =?iso-8859-1?q?=E4?= ü',
    `${'long '.repeat(40)}${WORD}`,
    '=?',
    '=?x?=',
    '=?utf-8?Q?a',
  ])('in the subject %s', async (subject) => {
    const { raw, mail } = await send({ subject });
    expect(mail.subject).toBe(subject);
    expect((await readBack(raw)).headers.subject).toBe(subject);
  });

  it('in names, of every header of addresses', async () => {
    const address = (name: string) => `"${WORD}" <${name}@example.com>`;
    const { raw, mail } = await send({
      from: address('from'),
      to: [address('to'), '"Bob, B." <bob@example.com>', 'plain@example.com'],
      cc: address('cc'),
      replyTo: address('reply'),
    });
    expect(mail.from?.value).toEqual([{ name: WORD, address: 'from@example.com' }]);
    expect([mail.to].flat().flatMap((to) => to?.value)).toEqual([
      { name: WORD, address: 'to@example.com' },
      { name: 'Bob, B.', address: 'bob@example.com' },
      { name: '', address: 'plain@example.com' },
    ]);
    expect([mail.cc].flat().flatMap((cc) => cc?.value)).toEqual([{ name: WORD, address: 'cc@example.com' }]);
    expect(mail.replyTo?.value).toEqual([{ name: WORD, address: 'reply@example.com' }]);
    expect((await readBack(raw)).headers.from).toEqual([{ name: WORD, address: 'from@example.com' }]);
  });

  it('in other headers', async () => {
    const { raw } = await send({ headers: { 'X-Note': WORD } });
    expect(raw).toContain('X-Note: =?UTF-8?Q?=3D=3Futf-8=3FQ=3Fnot');
  });

  it.each(['=?utf-8?Q?a?=.pdf', '=?utf-8?Q?it\'s_(1)*?= "x".pdf'])(
    'in the name of a file %s',
    async (fileName) => {
      const documents = storeOf(() => openDocument(Buffer.from('x'), { fileName }));
      const { raw } = await send({ attachments: [reference('1')] }, { documents });
      expect(raw.slice(raw.indexOf('Content-Disposition'))).toContain("filename*=utf-8''%3D%3F");
      expect((await readBack(raw)).fileNames).toEqual([fileName.replaceAll('/', '_')]);
    },
  );
});

describe('headers', () => {
  it.each<[JsonValue, string, string | undefined]>([
    [1, 'x-priority', '1'],
    [1.5, 'x-number', '1.5'],
    [true, 'x-flag', 'true'],
    [false, 'x-flag', 'false'],
    [0, 'x-number', '0'],
    ['text', 'x-text', 'text'],
    [null, 'in-reply-to', undefined],
    ['', 'in-reply-to', undefined],
    [null, 'references', undefined],
    [null, 'x-text', undefined],
  ])('of %j, %s, are sent as text, or left out', async (value, name, expected) => {
    const { mail } = await send({ headers: { [name]: value, 'X-Other': 'there' } });
    expect(mail.headers.get('x-other')).toBe('there');
    const sent = mail.headerLines.find(({ key }) => key === name)?.line;
    expect(sent?.slice(sent.indexOf(':') + 2)).toBe(expected);
  });

  it.each<JsonValue>([null, '', {}])('may be %j', async (headers) => {
    await send({ headers });
  });

  it.each<JsonValue>([{ 'X-List': ['a'] }, { 'X-Map': { a: 1 } }, 'X-Text: a', [1]])(
    'cannot be %j',
    async (headers) => {
      const { outcome, mail } = await run({ smtpAction: { headers } });
      expect(mail).toBeUndefined();
      expect(outcome).toMatchObject({
        kind: 'fail',
        retries: 0,
        variables: { error: { code: 'INPUT_INVALID' } },
      });
    },
  );
});

describe('addresses beyond ASCII', () => {
  async function sendTo(smtpAction: JsonObject, options: SMTPServerOptions) {
    const commands: string[] = [];
    const own = await startSmtpServer({
      ...options,
      onMailFrom: (address, _session, done) => {
        commands.push(`MAIL ${JSON.stringify(address.args)}`);
        done();
      },
      onRcptTo: (address, _session, done) => {
        commands.push(`RCPT ${address.address}`);
        done();
      },
    });
    const { outcome } = await runConnector(email, toVariables(own.port, { smtpAction }));
    await own.close();
    return { outcome, commands, received: own.received };
  }

  const local = 'jörg@example.com';
  const to = 'bob@example.com';
  const CASES: readonly (readonly [string, JsonObject])[] = [
    ['to', { to: local }],
    ['one of to', { to: [to, `Jörg <${local}>`] }],
    ['cc', { cc: local }],
    ['bcc', { bcc: local }],
    ['from', { from: local, to }],
    ['replyTo', { replyTo: local, to }],
    ['a header', { headers: { Sender: local }, to }],
  ];

  it.each(CASES)(
    'in %s are refused before anything is sent by a server without SMTPUTF8',
    async (_, action) => {
      const { outcome, commands, received } = await sendTo(action, { hideSMTPUTF8: true });
      expect([commands, received]).toEqual([[], []]);
      expect(outcome).toMatchObject({
        kind: 'fail',
        retries: 0,
        errorMessage: expect.stringContaining(local),
        variables: { error: { code: 'EMAIL_ADDRESS_NOT_SUPPORTED' } },
      });
    },
  );

  it.each(CASES)('in %s are announced to a server that has it', async (_, action) => {
    const { outcome, commands } = await sendTo(action, { hideSMTPUTF8: false });
    expect(outcome.kind).toBe('complete');
    expect(commands[0]).toContain('SMTPUTF8');
  });

  it('after the @ go out as DNS has them', async () => {
    const { outcome, received } = await sendTo({ to: 'bob@münchen.example' }, { hideSMTPUTF8: true });
    expect(outcome.kind).toBe('complete');
    expect(received[0]?.raw).toContain('To: bob@xn--mnchen-3ya.example');
  });

  it('do not keep the connection from the next mail', async () => {
    const own = await startSmtpServer({ hideSMTPUTF8: true });
    const outcomes: string[] = [];
    const harness = createConnectorHarness(email);
    for (const address of [to, local, to, local, to]) {
      const { outcome } = await harness.run(toVariables(own.port, { smtpAction: { to: address } }));
      outcomes.push(outcome.kind);
    }
    await harness.close();
    await own.close();
    expect(outcomes).toEqual(['complete', 'fail', 'complete', 'fail', 'complete']);
    expect(own.received).toHaveLength(3);
    expect(own.connections()).toBeLessThan(4);
  });
});

describe('a signature fits whatever the line breaks are', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const dkim = { domainName: 'example.com', keySelector: 'mail', privateKey: '{{secrets.DKIM_KEY}}' };
  const LINES = ['a\rb', 'a\r', '\ra\r\rb', 'a \r b\n\r\nc\t\r', 'ü\rä', '.\r.\r', `${'x'.repeat(1_200)}\ry`];

  it.each(LINES)('%j', async (text) => {
    for (const action of [
      { body: text },
      { contentType: 'HTML', htmlBody: `<p>${text}</p>` },
      { contentType: 'MULTIPART', body: text, htmlBody: text },
      { contentType: 'MARKDOWN', body: text },
      { body: '{{ a }}', templateVariables: { a: text } },
      { body: 'x', calendarEvent: `BEGIN:VCALENDAR\r\nDESCRIPTION:${text.trim()}\rEND:VCALENDAR` },
      {
        body: text,
        attachments: [reference('1')],
        calendarEvent: { start: '2026-12-01', end: '2026-12-01', summary: 'x', description: text },
      },
    ]) {
      const documents = storeOf(() => openDocument(Buffer.from(text)));
      const { outcome, mail } = await run(
        { smtpConfig: { dkim }, smtpAction: { subject: '=?utf-8?Q?x?=  y', ...action } },
        { documents, secrets: { DKIM_KEY: privateKey } },
      );
      expect(outcome.kind).toBe('complete');
      expect(verifyDkim(mail?.raw ?? '', publicKey)).toMatchObject({ bodyMatches: true, headersMatch: true });
    }
  });
});

describe('times of an event in every form that FEEL writes', () => {
  it.each([
    ['2026-12-01T10:00:00@Europe/Berlin', '20261201T090000Z'],
    ['2026-12-01T10:00+01:00[Europe/Berlin]', '20261201T090000Z'],
    ['2026-12-01T10:00:00+01:00', '20261201T090000Z'],
    ['2026-12-01T10:00+01:00', '20261201T090000Z'],
    ['2026-12-01T09:00:00Z', '20261201T090000Z'],
    ['2026-12-01T09:00Z', '20261201T090000Z'],
    ['2026-12-01T09:00:00.123456789@UTC', '20261201T090000Z'],
    ['2026-07-01T10:00:00.5-04:00[America/New_York]', '20260701T140000Z'],
    ['2026-07-01T10:00:00@America/New_York', '20260701T140000Z'],
  ])('%s', async (start, expected) => {
    const { mail } = await send({ calendarEvent: { start, end: start, summary: 'x' } });
    expect(mail.attachments[0]?.content.toString()).toContain(`DTSTART:${expected}`);
  });

  it.each([
    '2026-12-01T10:00:00',
    '10:00:00Z',
    '2026-02-30',
    'P1D',
    '2026-12-01T25:00Z',
    '2026-12-01T10:00@Nowhere/At_All',
  ])('but not %s', async (start) => {
    const { outcome } = await run({ smtpAction: { calendarEvent: { start, end: start, summary: 'x' } } });
    expect(outcome).toMatchObject({
      kind: 'fail',
      errorMessage: expect.stringContaining('calendarEvent.start'),
    });
  });
});
