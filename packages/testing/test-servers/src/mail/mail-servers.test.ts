import { expect, onTestFinished, test } from 'vitest';
import { converse } from '../testing/converse.ts';
import { startBearerSmtpServer } from './bearer-smtp-server.ts';
import { MAILBOX_LOGIN, startImapServer } from './imap-server.ts';
import { startPop3Server } from './pop3-server.ts';
import { startScriptedImapServer } from './scripted-imap-server.ts';
import { smtpReply, startSmtpServer } from './smtp-server.ts';

const { username, password } = MAILBOX_LOGIN;
const options = { onClose: onTestFinished };
const SEND = ['EHLO x', 'MAIL FROM:<a@x>', 'RCPT TO:<b@x>', 'DATA', 'Subject: Hi\r\n\r\nHello\r\n.', 'QUIT'];

test('an SMTP server keeps what it takes', async () => {
  const server = await startSmtpServer({}, options);
  await converse(server.port, SEND);
  expect(server.received).toMatchObject([{ mail: { subject: 'Hi' }, recipients: ['b@x'], secure: false }]);
  expect(server.connections()).toBe(1);
});

test('an SMTP server refuses as the test says', async () => {
  const refuse = (_: unknown, __: unknown, done: (error: Error) => void) => done(smtpReply(550, '5.1.1 No'));
  const server = await startSmtpServer({ onRcptTo: refuse }, options);
  expect(await converse(server.port, [...SEND.slice(0, 3), 'QUIT'])).toContain('550 5.1.1 No');
});

test('an SMTP server for access tokens takes good ones alone', async () => {
  const server = await startBearerSmtpServer((login) => login === 'good', options);
  const login = (text: string) => `AUTH OAUTHBEARER ${Buffer.from(text).toString('base64')}`;
  const talk = converse(server.port, ['EHLO x', login('bad'), 'AQ==', login('good')]);
  await expect.poll(() => server.logins).toEqual(['bad', 'good']);
  server.dropConnections();
  await talk.catch(() => undefined);
});

test('an IMAP server serves its folders to its login', async () => {
  const server = await startImapServer({ ...options, inbox: [{ raw: 'Subject: Hi\r\n\r\nHello' }] });
  const heard = await converse(server.port, [
    `a LOGIN ${username} ${password}`,
    'b SELECT INBOX',
    'c LOGOUT',
  ]);
  expect(heard).toContain('* 1 EXISTS');
  expect(server.messagesOf('INBOX')).toEqual(['Subject: Hi\r\n\r\nHello']);
});

test('a scripted IMAP server says what the script has, and the usual otherwise', async () => {
  const onCommand = (command: string) => (command === 'NOOP' ? ['NO [SERVERBUG] broken'] : undefined);
  const server = await startScriptedImapServer({ ...options, onCommand });
  const talk = converse(server.port, ['a NOOP', 'b CAPABILITY']);
  await expect.poll(() => server.commands).toEqual(['NOOP', 'CAPABILITY']);
  server.dropConnections();
  await talk.catch(() => undefined);
});

test('a POP3 server deletes at the end of the session', async () => {
  const server = await startPop3Server({ ...options, messages: ['Subject: 1\r\n', 'Subject: 2\r\n'] });
  const heard = await converse(server.port, [`USER ${username}`, `PASS ${password}`, 'DELE 1', 'QUIT']);
  expect(heard).toContain('+OK');
  expect(server.messages).toEqual(['Subject: 2\r\n']);
  expect(server.commands).toEqual([`USER ${username}`, 'PASS', 'DELE 1', 'QUIT']);
});
