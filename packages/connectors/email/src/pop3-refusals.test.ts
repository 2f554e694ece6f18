import { runConnector } from '@jobwright/connector-testing';
import { type Pop3ServerOptions, startPop3Server } from '@jobwright/test-servers/mail';
import { describe, expect, it } from 'vitest';
import { email } from './connector.ts';
import { closeAfterEach } from './testing/close-after-each.ts';
import { MAILBOX_SECRETS as secrets, pop3Variables } from './testing/mailbox-variables.ts';
import { writeEmail } from './testing/raw-email.ts';

const closing = closeAfterEach();
const messages = [writeEmail({ id: '1@x' })];
const tls = { pop3CryptographicProtocol: 'TLS' };

const COMMANDS = [
  ['LIST', 'listEmailsPop3', {}],
  ['RETR', 'readEmailPop3', {}],
  ['DELE', 'deleteEmailPop3', {}],
  ['QUIT', 'deleteEmailPop3', {}],
  ['USER', 'listEmailsPop3', {}],
  ['PASS', 'listEmailsPop3', {}],
  ['STLS', 'listEmailsPop3', tls],
] as const;

async function refuse(command: string, action: string, { code, config }: { code: string; config: object }) {
  const onCommand: Pop3ServerOptions['onCommand'] = (line) =>
    line.startsWith(command) ? `-ERR [${code}] later` : undefined;
  const { port } = closing(await startPop3Server({ messages, onCommand }));
  const input = action === 'listEmailsPop3' ? {} : { messageId: '1@x' };
  const { outcome } = await runConnector(
    email,
    pop3Variables({ action, port, input, config: { ...config } }),
    {
      secrets,
    },
  );
  return outcome;
}

describe.each(COMMANDS)('%s', (command, action, config) => {
  it.each([
    ['SYS/TEMP', 'EMAIL_TEMPORARILY_REFUSED'],
    ['sys/temp', 'EMAIL_TEMPORARILY_REFUSED'],
    ['IN-USE', 'EMAIL_TEMPORARILY_REFUSED'],
    ['LOGIN-DELAY', 'EMAIL_RATE_LIMITED'],
  ])('that is refused for now, by %s, is tried again', async (code, error) => {
    expect(await refuse(command, action, { code, config })).toMatchObject({
      kind: 'fail',
      retries: 2,
      variables: { error: { code: error } },
    });
  });

  it.each(['SYS/PERM', 'AUTH', 'OTHER'])('that is refused for good, by %s, is not', async (code) => {
    expect(await refuse(command, action, { code, config })).toMatchObject({ kind: 'fail', retries: 0 });
  });
});

it.each([
  ['-ERR [SYS/TEMP] down', 2],
  ['-ERR [SYS/PERM] closed', 0],
])('a server that greets with %s is tried again: %i times', async (greeting, retries) => {
  const { port } = closing(await startPop3Server({ greeting }));
  const { outcome } = await runConnector(email, pop3Variables({ action: 'listEmailsPop3', port }), {
    secrets,
  });
  expect(outcome).toMatchObject({ kind: 'fail', retries });
});
