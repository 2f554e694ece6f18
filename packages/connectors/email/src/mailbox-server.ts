import { MAILBOX_TIMEOUTS, type MailboxAuthentication, type MailboxServer } from '@jobwright/mail-client';

interface ImapInput {
  readonly authentication: MailboxAuthentication;
  readonly data: {
    readonly imapConfig: {
      readonly imapHost: string;
      readonly imapPort: number;
      readonly imapCryptographicProtocol: MailboxServer['protection'];
    };
  };
}

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

export const toImapServer = ({ authentication, data: { imapConfig } }: ImapInput): MailboxServer => ({
  protocol: 'IMAP',
  host: imapConfig.imapHost,
  port: imapConfig.imapPort,
  protection: imapConfig.imapCryptographicProtocol,
  authentication,
  timeouts: MAILBOX_TIMEOUTS,
});

export const toPop3Server = ({ authentication, data: { pop3Config } }: Pop3Input): MailboxServer => ({
  protocol: 'POP3',
  host: pop3Config.pop3Host,
  port: pop3Config.pop3Port,
  protection: pop3Config.pop3CryptographicProtocol,
  authentication,
  timeouts: MAILBOX_TIMEOUTS,
});
