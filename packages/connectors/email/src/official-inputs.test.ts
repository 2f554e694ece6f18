import type { JsonObject } from '@jobwright/connector-sdk';
import { runConnector } from '@jobwright/connector-testing';
import {
  MAILBOX_LOGIN,
  startImapServer,
  startSmtpServer,
  startPop3Server,
} from '@jobwright/test-servers/mail';
import { expect, it } from 'vitest';
import { email } from './connector.ts';
import { closeAfterEach } from './testing/close-after-each.ts';
import { imapVariables } from './testing/mailbox-variables.ts';
import { toVariables } from './testing/send-email-variables.ts';

const closing = closeAfterEach();
const account = { username: MAILBOX_LOGIN.username, password: '{{secrets.MAIL_PASSWORD}}' };
const secrets = { MAIL_PASSWORD: MAILBOX_LOGIN.password };
/** What a modeler leaves in the fields of a task that uses an account. */
const leftOver = imapVariables({ action: 'listEmailsImap', port: 1, authentication: { type: 'simple' } });

it('stands in for login and server of the task', async () => {
  const server = closing(await startImapServer());
  const emailAccountConfiguration = {
    ...account,
    imapHost: '127.0.0.1',
    imapPort: server.port,
    imapCryptographicProtocol: 'NONE',
    smtpHost: '',
  };
  const { outcome } = await runConnector(email, { ...leftOver, emailAccountConfiguration }, { secrets });
  expect(outcome).toMatchObject({ kind: 'complete', variables: { result: [] } });
});

it('has a server for each protocol', async () => {
  const server = closing(await startPop3Server());
  const emailAccountConfiguration = {
    ...account,
    pop3Host: '127.0.0.1',
    pop3Port: String(server.port),
    pop3CryptographicProtocol: 'NONE',
  };
  const variables = {
    emailAccountConfiguration,
    protocol: 'pop3',
    data: { pop3ActionDiscriminator: 'listEmailsPop3', pop3Action: {} },
  };
  const { outcome } = await runConnector(email, variables, { secrets });
  expect(outcome).toMatchObject({ kind: 'complete', variables: { result: [] } });
});

it('sends by SMTP', async () => {
  const server = closing(
    await startSmtpServer({
      authOptional: false,
      disabledCommands: ['STARTTLS'],
      onAuth: ({ username }, _, done) => done(null, { user: username }),
    }),
  );
  const emailAccountConfiguration = {
    ...account,
    smtpHost: '127.0.0.1',
    smtpPort: server.port,
    smtpCryptographicProtocol: 'NONE',
  };
  const { data = null } = toVariables(1);
  const variables: JsonObject = { emailAccountConfiguration, protocol: 'smtp', data };
  const { outcome } = await runConnector(email, variables, { secrets });
  expect(outcome.kind).toBe('complete');
  expect(server.received.map(({ user }) => user)).toEqual([MAILBOX_LOGIN.username]);
});

it.each([
  [
    { ...account, smtpHost: 'smtp.example.com' },
    'emailAccountConfiguration.imapHost: This account has no IMAP',
  ],
  [{ ...account, imapHost: ' ' }, 'data.imapConfig.imapHost'],
  [{ username: 'anna', imapHost: 'x' }, 'emailAccountConfiguration.password'],
  ['anna', 'emailAccountConfiguration'],
])('that does not fit is refused: %j', async (emailAccountConfiguration, told) => {
  const { outcome } = await runConnector(email, { ...leftOver, emailAccountConfiguration }, { secrets });
  expect(outcome).toMatchObject({
    kind: 'fail',
    retries: 0,
    variables: { error: { code: 'INPUT_INVALID' } },
  });
  expect(JSON.stringify(outcome)).toContain(told);
});

it.each([undefined, null, ''])('that is not chosen, %j, leaves it to the task', async (chosen) => {
  const server = closing(await startImapServer());
  const variables = imapVariables({ action: 'listEmailsImap', port: server.port });
  const { outcome } = await runConnector(
    email,
    { ...variables, ...(chosen === undefined ? {} : { emailAccountConfiguration: chosen }) },
    { secrets },
  );
  expect(outcome.kind).toBe('complete');
});
