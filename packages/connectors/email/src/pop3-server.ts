import { type MailboxAuthentication, MAILBOX_TIMEOUTS, type MailboxServer } from '@jobwright/mail-client';

interface Pop3Input {
  readonly authentication: MailboxAuthentication;
  readonly data: {
    readonly pop3Config: {
      readonly pop3Host: string;
      readonly pop3Port: number;
      readonly pop3CryptographicProtocol: MailboxServer['protection'];
    };
  };
}

export const toPop3Server = ({ authentication, data: { pop3Config } }: Pop3Input): MailboxServer => ({
  protocol: 'POP3',
  host: pop3Config.pop3Host,
  port: pop3Config.pop3Port,
  protection: pop3Config.pop3CryptographicProtocol,
  authentication,
  timeouts: MAILBOX_TIMEOUTS,
});
