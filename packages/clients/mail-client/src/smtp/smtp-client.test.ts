import { createResourceScope } from '@jobwright/concurrency';
import { openNetwork } from '@jobwright/connector-sdk';
import { startSocketServer } from '@jobwright/test-servers';
import { afterEach, expect, it } from 'vitest';
import { sendFailure } from './smtp-failure.ts';
import type { OutgoingMail } from './outgoing-mail.ts';
import { deliverMail } from './smtp-client.ts';
import type { SmtpServer } from './smtp-server.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

const bob = { name: '', address: 'bob@example.com' };
const mail: OutgoingMail = {
  messageId: '<1@example.com>',
  from: { name: '', address: 'anna@example.com' },
  replyTo: [],
  recipients: [bob],
  to: [bob],
  cc: [],
  headers: {},
  unicodeAddress: undefined,
  subject: 'Hello',
  text: 'Hello',
  html: undefined,
  calendar: undefined,
  files: [],
  dkim: undefined,
};

it.each([
  ['greets', () => undefined],
  ['answers after the greeting', (socket: { write(text: string): void }) => socket.write('220 ready\r\n')],
])('a server that never %s is given up and tried again later', async (_, onConnect) => {
  const silent = await startSocketServer(onConnect);
  const resources = createResourceScope();
  open.push(silent, resources);
  const server: SmtpServer = {
    protocol: 'SMTP',
    host: '127.0.0.1',
    port: silent.port,
    protection: 'NONE',
    timeouts: { connectMs: 200, greetingMs: 200, silenceMs: 200 },
  };
  const { signal } = new AbortController();
  const beforeEnd = () => Promise.resolve();
  const context = { resources, signal, network: openNetwork };
  const error = await deliverMail(mail, { server, login: undefined, context, beforeEnd }).catch(
    (thrown: unknown) => thrown,
  );
  expect(sendFailure(error, { server, login: undefined })).toMatchObject({
    failure: { kind: 'timeout', server: { protocol: 'SMTP', host: '127.0.0.1' } },
  });
});
