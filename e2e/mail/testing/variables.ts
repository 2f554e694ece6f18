import type { JsonObject } from '@jobwright/json';
import { MAIL_ACCOUNTS, type MailAccount } from '@jobwright/servers/mail-server';

/** `{{secrets.ADA}}` and so on are the passwords of the accounts. */
export const MAIL_SECRETS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(MAIL_ACCOUNTS).map(([name, { password }]) => [name.toUpperCase(), password]),
);

export const authenticationOf = ({ username }: MailAccount): JsonObject => ({
  type: 'simple',
  username,
  password: `{{secrets.${username.slice(0, username.indexOf('@')).toUpperCase()}}}`,
});

export interface MailTask {
  readonly account: MailAccount;
  readonly action: string;
  readonly port: number;
  readonly protection: 'TLS' | 'SSL' | 'NONE';
  readonly input?: JsonObject;
  readonly host?: string;
}

export const imapTask = ({ account, action, port, protection, input, host }: MailTask): JsonObject => ({
  authentication: authenticationOf(account),
  protocol: 'imap',
  data: {
    imapActionDiscriminator: action,
    imapConfig: { imapHost: host ?? 'localhost', imapPort: port, imapCryptographicProtocol: protection },
    imapAction: input ?? {},
  },
});

export const pop3Task = ({ account, action, port, protection, input, host }: MailTask): JsonObject => ({
  authentication: authenticationOf(account),
  protocol: 'pop3',
  data: {
    pop3ActionDiscriminator: action,
    pop3Config: { pop3Host: host ?? 'localhost', pop3Port: port, pop3CryptographicProtocol: protection },
    pop3Action: input ?? {},
  },
});
