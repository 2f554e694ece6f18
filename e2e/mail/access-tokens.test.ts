import { email } from '@jobwright/connector-email';
import type { JsonObject } from '@jobwright/json';
import { createConnectorHarness } from '@jobwright/connector-testing';
import { MAIL_ACCOUNTS } from '@jobwright/servers/mail-server';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { type Mailbox, openMailbox } from './testing/mailbox.ts';
import { MAIL_SECRETS, imapTask, pop3Task } from './testing/variables.ts';

// Access tokens as Dovecot takes them for IMAP and POP3, and for Postfix.
const { ada } = MAIL_ACCOUNTS;
const { ports, authorizationServer } = inject('mail');
const RAW = 'Message-ID: <1@x>\r\nSubject: Hello\r\n\r\nHello\r\n';
let inbox: Mailbox;
beforeAll(async () => {
  inbox = await openMailbox(ada);
});
beforeEach(async () => {
  await inbox.clear();
  await inbox.put('INBOX', RAW);
});
afterAll(() => inbox.close());

const clientCredentials: JsonObject = {
  type: 'oauth-client-credentials-flow',
  oauthTokenEndpoint: `${authorizationServer}/token`,
  clientId: 'ada',
  clientSecret: '{{secrets.ADA}}',
  clientAuthentication: 'credentialsBody',
  username: ada.username,
};
const refreshToken: JsonObject = {
  type: 'oauth-refresh-token',
  oauthTokenEndpoint: `${authorizationServer}/token`,
  clientId: 'ada',
  refreshToken: '{{secrets.ADA}}',
  username: ada.username,
};
const listed = { kind: 'complete', variables: { result: [{ messageId: '<1@x>', subject: 'Hello' }] } };

const smtpTask = (subject: string, authentication: JsonObject): JsonObject => ({
  authentication,
  protocol: 'smtp',
  data: {
    smtpActionDiscriminator: 'sendEmailSmtp',
    smtpConfig: { smtpHost: 'localhost', smtpPort: ports.submission, smtpCryptographicProtocol: 'TLS' },
    smtpAction: { from: ada.username, to: ada.username, subject, contentType: 'PLAIN', body: 'Hello' },
  },
});
const imap = (authentication: JsonObject): JsonObject => ({
  ...imapTask({ account: ada, action: 'listEmailsImap', port: ports.imaps, protection: 'TLS' }),
  authentication,
});
const pop3 = (authentication: JsonObject): JsonObject => ({
  ...pop3Task({ account: ada, action: 'listEmailsPop3', port: ports.pop3s, protection: 'TLS' }),
  authentication,
});

async function withHarness<Answer>(
  work: (run: (task: JsonObject) => Promise<unknown>) => Promise<Answer>,
): Promise<Answer> {
  const harness = createConnectorHarness(email, { secrets: MAIL_SECRETS });
  try {
    return await work(async (task) => (await harness.run(task)).outcome);
  } finally {
    await harness.close();
  }
}

describe.each([
  ['client credentials', clientCredentials],
  ['a refresh token', refreshToken],
])('by %s', (name, authentication) => {
  it('a mail is sent', () =>
    withHarness(async (run) => {
      const subject = `Sent by ${name}`;
      expect(await run(smtpTask(subject, authentication))).toMatchObject({ kind: 'complete' });
      await inbox.waitFor(subject);
    }));

  it('a mailbox is read by IMAP and by POP3', () =>
    withHarness(async (run) => {
      expect(await run(imap(authentication))).toMatchObject(listed);
      expect(await run(pop3(authentication))).toMatchObject(listed);
    }));

  it('a token that was taken back is replaced', () =>
    withHarness(async (run) => {
      expect(await run(pop3(authentication))).toMatchObject(listed);
      await fetch(`${authorizationServer}/revoke-all`, { method: 'POST' });
      expect(await run(pop3(authentication))).toMatchObject(listed);
    }));
});

it.each([
  ['SMTP', smtpTask('Never sent', { type: 'bearer', username: ada.username, token: 'made-up-token' })],
  ['IMAP', imap({ type: 'bearer', username: ada.username, token: 'made-up-token' })],
  ['POP3', pop3({ type: 'bearer', username: ada.username, token: 'made-up-token' })],
])('a token that nobody gave does not log in by %s', (_, task) =>
  withHarness(async (run) => {
    const outcome = await run(task);
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      variables: { error: { code: 'EMAIL_AUTHENTICATION_FAILED' } },
    });
    expect(JSON.stringify(outcome)).not.toContain('made-up-token');
  }),
);

it('a client that is not known gets no token', () =>
  withHarness(async (run) => {
    expect(await run(imap({ ...clientCredentials, clientSecret: 'wrong' }))).toMatchObject({
      kind: 'fail',
      retries: 0,
      variables: { error: { code: '401' } },
    });
  }));
