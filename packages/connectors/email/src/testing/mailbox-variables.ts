import type { JsonObject } from '@jobwright/connector-sdk';
import { MAILBOX_LOGIN } from '@jobwright/test-servers/mail';

export const MAILBOX_AUTHENTICATION = {
  type: 'simple',
  username: MAILBOX_LOGIN.username,
  password: '{{secrets.MAIL_PASSWORD}}',
};
export const MAILBOX_SECRETS = { MAIL_PASSWORD: MAILBOX_LOGIN.password };

export interface MailboxTask {
  readonly action: string;
  readonly port: number;
  readonly input?: JsonObject;
  readonly config?: JsonObject;
  readonly authentication?: JsonObject;
}

export const imapVariables = ({ action, port, input, config, authentication }: MailboxTask): JsonObject => ({
  authentication: authentication ?? MAILBOX_AUTHENTICATION,
  protocol: 'imap',
  data: {
    imapActionDiscriminator: action,
    imapConfig: { imapHost: '127.0.0.1', imapPort: port, imapCryptographicProtocol: 'NONE', ...config },
    imapAction: input ?? {},
  },
});

export const pop3Variables = ({ action, port, input, config, authentication }: MailboxTask): JsonObject => ({
  authentication: authentication ?? MAILBOX_AUTHENTICATION,
  protocol: 'pop3',
  data: {
    pop3ActionDiscriminator: action,
    pop3Config: { pop3Host: '127.0.0.1', pop3Port: port, pop3CryptographicProtocol: 'NONE', ...config },
    pop3Action: input ?? {},
  },
});
