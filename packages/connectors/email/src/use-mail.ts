import type { OperationContext } from '@jobwright/connector-sdk';
import {
  MAILBOX_TIMEOUTS,
  type MailboxAuthentication,
  type MailboxServer,
  type MailContext,
  MailError,
  type MailFailure,
} from '@jobwright/mail-client';
import { emailError } from './email-error.ts';

type EmailContext = OperationContext & Pick<MailContext, 'toFailureCode'>;

/** Runs a call of the mail client; its failures become those of this connector, in spans too. */
export async function useMail<Answer>(
  context: OperationContext,
  call: (context: EmailContext) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await call({ ...context, toFailureCode: codeOf });
  } catch (error) {
    throw error instanceof MailError ? emailError(error.failure, error.cause) : error;
  }
}

const codeOf = (failure: MailFailure): string => emailError(failure, undefined).code;

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

export const imapServerOf = ({ authentication, data: { imapConfig } }: ImapInput): MailboxServer => ({
  protocol: 'IMAP',
  host: imapConfig.imapHost,
  port: imapConfig.imapPort,
  protection: imapConfig.imapCryptographicProtocol,
  authentication,
  timeouts: MAILBOX_TIMEOUTS,
});

export const pop3ServerOf = ({ authentication, data: { pop3Config } }: Pop3Input): MailboxServer => ({
  protocol: 'POP3',
  host: pop3Config.pop3Host,
  port: pop3Config.pop3Port,
  protection: pop3Config.pop3CryptographicProtocol,
  authentication,
  timeouts: MAILBOX_TIMEOUTS,
});
