import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { MailError } from './mail-failure.ts';
import { MAILBOX_TIMEOUTS, type MailboxServer } from './mailbox/mailbox-server.ts';

const server: MailboxServer = {
  protocol: 'IMAP',
  host: 'imap.example.com',
  port: 993,
  protection: 'TLS',
  authentication: { type: 'simple', username: 'anna', password: 'password-marker' },
  timeouts: MAILBOX_TIMEOUTS,
};

test('a failure names its server, and nothing of the login to it', () => {
  const error = new MailError({ kind: 'login-refused', server });
  expect(error.failure).toEqual({
    kind: 'login-refused',
    server: { protocol: 'IMAP', host: 'imap.example.com', port: 993 },
  });
  expect(inspect(error, { depth: 10 }) + JSON.stringify(error)).not.toContain('password-marker');
});

test('its message says what and where, with what the server said', () => {
  const { message } = new MailError({ kind: 'command-refused', server, answer: '[NOPERM] not yours' });
  expect(message).toBe('Mail: command refused (imap.example.com:993): [NOPERM] not yours');
});

test('what it was found out by is its cause', () => {
  const cause = new Error('socket hang up');
  expect(new MailError({ kind: 'timeout', server }, cause).cause).toBe(cause);
});
