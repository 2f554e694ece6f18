import type { JsonObject } from '@jobwright/json';

export interface MailPlace {
  readonly host: string;
  readonly port: number;
}

/** The inputs of a task that sends a mail, with what the test gives of its action. */
export const toMailVariables = ({ host, port }: MailPlace, action: JsonObject = {}): JsonObject => ({
  authentication: { type: 'noAuth' },
  protocol: 'smtp',
  data: {
    smtpActionDiscriminator: 'sendEmailSmtp',
    smtpConfig: { smtpHost: host, smtpPort: port, smtpCryptographicProtocol: 'NONE' },
    smtpAction: {
      from: 'shop@example.com',
      to: 'ada@example.com',
      subject: 'Hello',
      contentType: 'PLAIN',
      body: 'Hello',
      ...action,
    },
  },
});
