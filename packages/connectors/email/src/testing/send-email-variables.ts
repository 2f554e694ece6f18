import type { JsonObject } from '@jobwright/connector-sdk';

export interface Overrides {
  readonly authentication?: JsonObject;
  readonly smtpConfig?: JsonObject;
  readonly smtpAction?: JsonObject;
}

/** The variables of a task that sends a plain mail to Bob over a plain connection. */
export const toVariables = (port: number, overrides: Overrides = {}): JsonObject => ({
  authentication: overrides.authentication ?? { type: 'noAuth' },
  protocol: 'smtp',
  data: {
    smtpActionDiscriminator: 'sendEmailSmtp',
    smtpConfig: {
      smtpHost: '127.0.0.1',
      smtpPort: port,
      smtpCryptographicProtocol: 'NONE',
      ...overrides.smtpConfig,
    },
    smtpAction: {
      from: 'Anna Müller <anna@example.com>',
      to: 'bob@example.com',
      subject: 'Grüße',
      contentType: 'PLAIN',
      body: 'Hello Bob',
      ...overrides.smtpAction,
    },
  },
});
