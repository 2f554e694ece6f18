import type { JsonObject } from '@jobwright/connector-sdk';
import { runConnector } from '@jobwright/connector-testing';
import { type SmtpServer, startSmtpServer } from '@jobwright/test-servers/mail';
import { afterEach, describe, expect, it } from 'vitest';
import { email } from './connector.ts';
import { type Overrides, toVariables } from './testing/send-email-variables.ts';

const open: SmtpServer[] = [];
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

describe('sending an email', () => {
  it('sends a plain mail and answers with its subject and Message-ID', async () => {
    const { outcome, received } = await send({});

    const messageId = received.mail.messageId!;
    expect(outcome).toEqual({
      kind: 'complete',
      variables: { result: { subject: 'Grüße', sent: true, messageId } },
    });
    expect(messageId).toMatch(/^<[0-9a-f]{40}@example\.com>$/);
    expect(received.mail.from?.value).toEqual([{ name: 'Anna Müller', address: 'anna@example.com' }]);
    expect(received.mail.subject).toBe('Grüße');
    expect(received.mail.text?.trim()).toBe('Hello Bob');
    expect(received.mail.html).toBe(false);
    expect(received.raw).toMatch(/^Content-Type: text\/plain/m);
    expect(received.secure).toBe(false);
  });

  it('takes recipients as comma-separated text and as lists, and shows nobody the bcc', async () => {
    const { received } = await send({
      to: 'bob@example.com, "Doe, Jane" <jane@example.com>',
      cc: ['Carl <carl@example.com>', 'dora@example.com'],
      bcc: 'secret-reader@example.com',
    });

    expect(received.recipients).toEqual([
      'bob@example.com',
      'jane@example.com',
      'carl@example.com',
      'dora@example.com',
      'secret-reader@example.com',
    ]);
    expect(received.mail.to).toMatchObject({
      value: [{ address: 'bob@example.com' }, { name: 'Doe, Jane', address: 'jane@example.com' }],
    });
    expect(received.raw).not.toContain('secret-reader');
  });

  it('needs no To when there is a Bcc', async () => {
    const { received } = await send({ to: '', bcc: 'bob@example.com' });
    expect(received.recipients).toEqual(['bob@example.com']);
  });

  it('sends HTML alone', async () => {
    const { received } = await send({ contentType: 'HTML', body: 'ignored', htmlBody: '<p>Hello</p>' });
    expect(received.raw).toMatch(/^Content-Type: text\/html/m);
    expect(received.mail.html).toContain('<p>Hello</p>');
    expect(received.raw).not.toContain('ignored');
  });

  it('sends text and HTML as alternatives', async () => {
    const { received } = await send({ contentType: 'MULTIPART', body: 'Hi', htmlBody: '<p>Hi</p>' });
    expect(received.raw).toMatch(/^Content-Type: multipart\/alternative/m);
    expect(received.raw).not.toContain('multipart/mixed');
    expect(received.mail.text?.trim()).toBe('Hi');
    expect(received.mail.html).toContain('<p>Hi</p>');
  });

  it('sends additional headers', async () => {
    const { received } = await send({ headers: { 'Reply-To': 'desk@example.com', 'X-Case': '4711' } });
    expect(received.mail.replyTo?.value[0]?.address).toBe('desk@example.com');
    expect(received.mail.headers.get('x-case')).toBe('4711');
  });

  it('accepts a port as text and null for what is left empty', async () => {
    const server = await start();
    const { outcome } = await runConnector(
      email,
      toVariables(server.port, {
        smtpConfig: { smtpPort: String(server.port) },
        smtpAction: {
          cc: null,
          bcc: '',
          headers: null,
          attachments: null,
          contentType: null,
          htmlBody: null,
        },
      }),
    );
    expect(outcome.kind).toBe('complete');
  });

  it('writes to internationalised domains', async () => {
    const { received } = await send({ from: 'anna@münchen.example', to: 'bob@xn--mnchen-3ya.example' });
    expect(received.raw).toMatch(/^From: anna@xn--mnchen-3ya\.example\r$/m);
    expect(received.recipients).toEqual(['bob@münchen.example']);
    expect(received.mail.messageId).toMatch(/@xn--mnchen-3ya\.example>$/);
  });
});

describe('wrong input', () => {
  const wrong: [string, Overrides, string][] = [
    ['a wrong From', { smtpAction: { from: 'anna' } }, 'data.smtpAction.from: '],
    ['two From', { smtpAction: { from: 'a@example.com, b@example.com' } }, 'data.smtpAction.from: '],
    ['no From', { smtpAction: { from: null } }, 'data.smtpAction.from: '],
    [
      'a wrong address in a text',
      { smtpAction: { to: 'bob@example.com, nobody' } },
      'data.smtpAction.to: Address 2 of 2, "nobody", is not an email address',
    ],
    [
      'a wrong address in a list',
      { smtpAction: { cc: ['bob@example.com', 'no one@x'] } },
      'data.smtpAction.cc[1]: ',
    ],
    ['a forgotten comma', { smtpAction: { to: 'bob@example.com carl@example.com' } }, 'data.smtpAction.to: '],
    [
      'an address as the name of another',
      { smtpAction: { to: '"ceo@example.com" <eve@example.com>' } },
      'data.smtpAction.to: ',
    ],
    ['addresses of the wrong type', { smtpAction: { bcc: 5 } }, 'data.smtpAction.bcc: '],
    [
      'an address hidden in an address',
      { smtpAction: { to: '"a@evil.example" <b c>' } },
      'data.smtpAction.to: ',
    ],
    ['no recipient', { smtpAction: { to: '' } }, 'data.smtpAction.to: Expected at least one recipient'],
    [
      'a line break in an address',
      { smtpAction: { to: 'bob@example.com\r\nBcc: eve@example.com' } },
      'data.smtpAction.to: ',
    ],
    [
      'a line break in the subject',
      { smtpAction: { subject: 'x\r\nBcc: eve@example.com' } },
      'data.smtpAction.subject: ',
    ],
    [
      'a line break in a header',
      { smtpAction: { headers: { 'X-A': 'x\nBcc: eve@example.com' } } },
      'data.smtpAction.headers["X-A"]: ',
    ],
    [
      'a line break in a header name',
      { smtpAction: { headers: { 'X-A: x\nBcc': 'y' } } },
      'data.smtpAction.headers[',
    ],
    [
      'a header that other inputs make',
      { smtpAction: { headers: { bcc: 'eve@example.com' } } },
      'data.smtpAction.headers.bcc: ',
    ],
    ['an unknown content type', { smtpAction: { contentType: 'RTF' } }, 'data.smtpAction.contentType: '],
    ['HTML without its body', { smtpAction: { contentType: 'HTML' } }, 'data.smtpAction.htmlBody: '],
    ['text without its body', { smtpAction: { body: null } }, 'data.smtpAction.body: '],
    ['alternatives without HTML', { smtpAction: { contentType: 'MULTIPART' } }, 'data.smtpAction.htmlBody: '],
    [
      'an attachment that is no document',
      { smtpAction: { attachments: ['x'] } },
      'data.smtpAction.attachments[0]: ',
    ],
    [
      'a line break in Reply-To',
      { smtpAction: { replyTo: 'bob@example.com\nBcc: eve@example.com' } },
      'data.smtpAction.replyTo: ',
    ],
    [
      'a line break in From',
      { smtpAction: { from: 'Anna\rBcc: eve@example.com <anna@example.com>' } },
      'data.smtpAction.from: ',
    ],
    [
      'a host with more to it',
      { smtpConfig: { smtpHost: 'mail.example.com/x' } },
      'data.smtpConfig.smtpHost: ',
    ],
    ['no host', { smtpConfig: { smtpHost: '' } }, 'data.smtpConfig.smtpHost: '],
    ['a port out of range', { smtpConfig: { smtpPort: '70000' } }, 'data.smtpConfig.smtpPort: '],
    [
      'an unknown encryption',
      { smtpConfig: { smtpCryptographicProtocol: 'tls' } },
      'data.smtpConfig.smtpCryptographicProtocol: ',
    ],
    ['an unknown authentication', { authentication: { type: 'oauth' } }, 'authentication.type: '],
    [
      'a login without password',
      { authentication: { type: 'simple', username: 'u' } },
      'authentication.password: ',
    ],
  ];
  it.each(wrong)('%s is refused, and nothing is sent', async (_, overrides, expected) => {
    const server = await start();
    const { outcome } = await runConnector(email, toVariables(server.port, overrides));
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      variables: { error: { code: 'INPUT_INVALID' } },
    });
    expect(JSON.stringify(outcome.variables).replaceAll('\\"', '"')).toContain(expected);
    expect(server.received).toEqual([]);
  });

  it.each([
    ['another protocol', { protocol: 'imap' }, {}],
    ['another action', {}, { smtpActionDiscriminator: 'forwardEmailSmtp' }],
  ])('%s is refused with the names of the fields', async (_, top, data) => {
    const variables = toVariables(1);
    const changed = { ...variables, ...top, data: { ...(variables['data'] as JsonObject), ...data } };
    const { outcome } = await runConnector(email, changed);
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      variables: { error: { code: 'INPUT_INVALID' } },
    });
    expect(JSON.stringify(outcome)).toContain('protocol, data.smtpActionDiscriminator');
  });

  it('another protocol is refused by the schema too, when the header names the operation', async () => {
    const { outcome } = await runConnector(
      email,
      { ...toVariables(1), protocol: 'pop3' },
      { headers: { operation: 'sendEmail' } },
    );
    expect(JSON.stringify(outcome)).toContain('protocol: Expected smtp');
  });
});

describe('delivering a job more than once', () => {
  it('gives the mail the same Message-ID when nobody knows of the first, and another job another', async () => {
    const server = await start();
    const variables = toVariables(server.port);
    await runConnector(email, variables, { jobKey: '1' });
    await runConnector(email, variables, { jobKey: '1', retries: 2 });
    await runConnector(email, variables, { jobKey: '2' });

    const [first, again, other] = server.received.map(({ mail }) => mail.messageId);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });
});
