import { runConnector } from '@jobwright/connector-testing';
import { type SmtpServer, startSmtpServer } from '@jobwright/test-servers/mail';
import { afterEach, expect, test } from 'vitest';
import { email } from './connector.ts';
import { toVariables } from './testing/send-email-variables.ts';

const MARKER = 'MARKER-payroll-2f9c';
const TEXT = 'hello {{secrets.PAYROLL}}';
let server: SmtpServer;
afterEach(() => server.close());

async function send(model: Readonly<Record<string, string>>) {
  server = await startSmtpServer();
  const smtpAction = { subject: TEXT, body: TEXT, headers: { 'X-Comment': TEXT } };
  const variables = toVariables(server.port, { smtpAction });
  const { outcome } = await runConnector(email, variables, { secrets: { PAYROLL: MARKER }, model });
  expect(outcome.kind).toBe('complete');
  return server.received[0]!;
}

test('data that names a secret in subject, text and headers of a mail is sent as it is', async () => {
  const { mail, raw } = await send({ 'data.smtpAction.body': '=customer.comment' });
  expect(mail.subject).toBe(TEXT);
  expect(mail.text?.trim()).toBe(TEXT);
  expect(raw).not.toContain(MARKER);
});

test('the model puts a secret into that field alone', async () => {
  const { mail } = await send({ 'data.smtpAction.body': '="hello {{secrets.PAYROLL}}"' });
  expect(mail.text?.trim()).toBe(`hello ${MARKER}`);
  expect(mail.subject).toBe(TEXT);
});
