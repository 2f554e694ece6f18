import {
  createMailContext,
  listImapMessages,
  MailError,
  MAILBOX_TIMEOUTS,
  type MailboxServer,
  parseMailboxes,
  sendMail,
  SMTP_TIMEOUTS,
} from '@jobwright/mail-client';
import { MAILBOX_LOGIN, startImapServer, startSmtpServer } from '@jobwright/test-servers/mail';
import { expect, it } from 'vitest';
import { closeAfterEach } from './testing/close-after-each.ts';
import { writeEmail } from './testing/raw-email.ts';

const closing = closeAfterEach();

it('the mail client sends without a connector, by the example of its README', async () => {
  const { port, received } = closing(await startSmtpServer());
  const context = createMailContext({ idempotencyKey: 'order-4711' });
  closing(context.resources);
  const parsed = parseMailboxes('Bob <bob@example.com>');
  if (!parsed.ok) throw new Error(parsed.problem);
  const receipt = await sendMail(
    {
      from: { name: 'Orders', address: 'orders@example.com' },
      to: parsed.mailboxes,
      subject: 'Your order {{ number }}',
      contentType: 'MARKDOWN',
      body: 'Thank you for order **{{ number }}**.',
      templateVariables: { number: 4711 },
    },
    {
      server: { protocol: 'SMTP', host: '127.0.0.1', port, protection: 'NONE', timeouts: SMTP_TIMEOUTS },
      authentication: { type: 'noAuth' },
    },
    context,
  );
  expect(receipt).toMatchObject({ subject: 'Your order 4711', accepted: ['bob@example.com'], refusals: [] });
  expect(received[0]?.mail.messageId).toBe(receipt.messageId);
  expect(received[0]?.mail.html).toContain('<strong>4711</strong>');
});

it('the mail client reads without a connector, and throws failures of its own', async () => {
  const inbox = [{ raw: writeEmail({ id: '1@example.com', subject: 'Order 4711' }) }];
  const { port } = closing(await startImapServer({ inbox }));
  const context = createMailContext();
  closing(context.resources);
  const toServer = (password: string): MailboxServer => ({
    protocol: 'IMAP',
    host: '127.0.0.1',
    port,
    protection: 'NONE',
    authentication: { type: 'simple', username: MAILBOX_LOGIN.username, password },
    timeouts: MAILBOX_TIMEOUTS,
  });
  const list = (password: string, folder: string) =>
    listImapMessages(
      { server: toServer(password), folder, sortField: 'SENT_DATE', sortOrder: 'ASC', limit: 10 },
      context,
    );
  expect(await list(MAILBOX_LOGIN.password, 'INBOX')).toMatchObject([{ subject: 'Order 4711' }]);
  const missing = await list(MAILBOX_LOGIN.password, 'Orders').catch((error: unknown) => error);
  expect(missing).toBeInstanceOf(MailError);
  expect(missing).toMatchObject({ failure: { kind: 'folder-not-found', folder: 'Orders' } });
  await expect(list('wrong', 'INBOX')).rejects.toMatchObject({ failure: { kind: 'login-refused' } });
});
