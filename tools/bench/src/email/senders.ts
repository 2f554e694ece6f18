import { createReadStream } from 'node:fs';
import { email } from '@jobwright/connector-email';
import { type DocumentReference } from '@jobwright/connector-sdk';
import { stringifyJson } from '@jobwright/json';
import { createConnectorRuntime, type RuntimeOptions } from '@jobwright/runtime';
import { createTransport } from 'nodemailer';

export interface Sender {
  send(): Promise<void>;
  close(): Promise<void>;
}

const MAIL = {
  from: 'Anna Müller <anna@example.com>',
  to: 'Bob <bob@example.com>',
  subject: 'Your order 4711 – Grüße',
  text: `Dear Bob,\n\n${'thank you for your order, it is on its way. '.repeat(20)}\n`,
};

/** The connector the whole way a job goes: secrets, validation, sending, result. */
export function createJobwrightSender(
  port: number,
  options: Pick<RuntimeOptions, 'documents' | 'effects'> & { readonly attachment?: DocumentReference } = {},
): Sender {
  const { attachment, ...runtimeOptions } = options;
  const runtime = createConnectorRuntime({ connectors: [email], ...runtimeOptions });
  const variables = stringifyJson({
    authentication: { type: 'noAuth' },
    protocol: 'smtp',
    data: {
      smtpActionDiscriminator: 'sendEmailSmtp',
      smtpConfig: { smtpHost: '127.0.0.1', smtpPort: port, smtpCryptographicProtocol: 'NONE' },
      smtpAction: {
        from: MAIL.from,
        to: MAIL.to,
        subject: MAIL.subject,
        body: MAIL.text,
        attachments: attachment,
      },
    },
  });
  let jobs = 0;
  return {
    async send() {
      jobs += 1;
      const facts = {
        bpmnProcessId: 'p',
        processDefinitionKey: '1',
        processDefinitionVersion: 1,
        elementId: 'mail',
      };
      const keys = { key: `${jobs}`, processInstanceKey: `1${jobs}`, elementInstanceKey: `2${jobs}` };
      const job = {
        ...facts,
        ...keys,
        type: email.type,
        headers: { resultVariable: 'sent' },
        retries: 3,
        deadline: Date.now() + 60_000,
        variables,
        tenantId: '<default>',
      };
      let answer = 'none';
      await runtime.accept(job, {
        settle(_job, outcome) {
          answer = outcome.kind === 'complete' ? 'complete' : outcome.errorMessage;
          return Promise.resolve('settled');
        },
        extendDeadline: () => Promise.resolve('extended'),
      });
      if (answer !== 'complete') throw new Error(`A mail was not sent: ${answer}`);
    },
    close: () => runtime.drain({ timeoutMs: 1_000 }),
  };
}

/** What one writes by hand. */
export function createNodemailerSender(
  port: number,
  options: { readonly connections: number; readonly attachment?: string },
): Sender {
  const pool = createTransport({
    pool: true,
    maxConnections: options.connections,
    maxMessages: Number.POSITIVE_INFINITY,
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
  });
  const { attachment } = options;
  return {
    async send() {
      await pool.sendMail({
        ...MAIL,
        ...(attachment !== undefined && {
          attachments: [{ filename: 'large.bin', content: createReadStream(attachment) }],
        }),
      });
    },
    close() {
      pool.close();
      return Promise.resolve();
    },
  };
}
