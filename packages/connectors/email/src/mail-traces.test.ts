import { recordSpans, runConnector } from '@jobwright/connector-testing';
import { startSmtpServer } from '@jobwright/test-servers/mail';
import { expect, onTestFinished, test } from 'vitest';
import { email } from './connector.ts';
import { toVariables } from './testing/send-email-variables.ts';

test('a mail is a span of the job that tells its server and none of its content', async () => {
  const server = await startSmtpServer();
  onTestFinished(() => server.close());
  const { observer, spans } = recordSpans();
  const smtpAction = { subject: 'MARKER-subject', to: 'MARKER-to@example.com', body: 'MARKER-body' };
  await runConnector(email, toVariables(server.port, { smtpAction }), { observers: [observer] });
  expect(spans).toMatchObject([
    {
      name: 'SMTP',
      attributes: { 'network.protocol.name': 'smtp', 'server.port': server.port },
      state: 'ended',
    },
  ]);
  expect(JSON.stringify(spans)).not.toContain('MARKER');
});

test('a server that cannot be reached is told by its code', async () => {
  const server = await startSmtpServer();
  await server.close();
  const { observer, spans } = recordSpans();
  await runConnector(email, toVariables(server.port, {}), { observers: [observer] });
  expect(spans).toMatchObject([{ name: 'SMTP', state: 'failed', failureCode: 'EMAIL_CONNECTION_FAILED' }]);
});
