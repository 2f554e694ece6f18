import { type MailboxAuthentication, MAILBOX_TIMEOUTS, type MailboxServer } from '@jobwright/mail-client';

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

export const toImapServer = ({ authentication, data: { imapConfig } }: ImapInput): MailboxServer => ({
  protocol: 'IMAP',
  host: imapConfig.imapHost,
  port: imapConfig.imapPort,
  protection: imapConfig.imapCryptographicProtocol,
  authentication,
  timeouts: MAILBOX_TIMEOUTS,
});
