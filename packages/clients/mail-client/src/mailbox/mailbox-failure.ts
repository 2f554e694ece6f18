import { ConnectorError, RetryableError } from '@jobwright/connector-sdk';
import { isCertificateCode, isTlsCode } from '../network/tls-failure.ts';
import { toPlace } from '../network/mail-server.ts';
import type { MailboxServer } from './mailbox-server.ts';

export type MailboxFailure = ConnectorError | RetryableError;

const giveUp = (code: string, message: string, cause?: unknown): ConnectorError =>
  new ConnectorError({ code, message, cause });
const retry = (code: string, message: string, cause?: unknown): RetryableError =>
  new RetryableError({ code, message, cause });

/** `: the server's words` in one line, or nothing. Never used after a login, which a server may repeat. */
const toAnswer = (text: string | undefined): string => {
  const line = (text ?? '').replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  return line === '' ? '' : `: ${line.slice(0, 200)}`;
};

/** Every way in which reading a mailbox fails: its code, and whether to try again. */
export const mailboxFailure = {
  authentication: (server: MailboxServer) =>
    giveUp(
      'EMAIL_AUTHENTICATION_FAILED',
      `${toPlace(server)} did not accept the login; check username, password and whether this account may use ${server.protocol}`,
    ),
  plainTextLogin: (server: MailboxServer) =>
    giveUp(
      'EMAIL_AUTHENTICATION_FAILED',
      `${toPlace(server)} takes no password without encryption; choose TLS or SSL`,
    ),
  tlsNotOffered: (server: MailboxServer, cause?: unknown) =>
    giveUp(
      'EMAIL_TLS_NOT_AVAILABLE',
      `${toPlace(server)} offers no encryption, and nothing is said in plain text; use a server that does, or choose NONE`,
      cause,
    ),
  temporarilyRefused: (server: MailboxServer, answer?: string, cause?: unknown) =>
    retry('EMAIL_TEMPORARILY_REFUSED', `${toPlace(server)} refused for now${toAnswer(answer)}`, cause),
  rateLimited: (server: MailboxServer, answer?: string, cause?: unknown) =>
    retry('EMAIL_RATE_LIMITED', `${toPlace(server)} asks to slow down${toAnswer(answer)}`, cause),
  refused: (server: MailboxServer, answer?: string, cause?: unknown) =>
    giveUp('EMAIL_SERVER_REFUSED', `${toPlace(server)} refused the command${toAnswer(answer)}`, cause),
  badCharset: (server: MailboxServer, charsets: readonly string[], cause?: unknown) =>
    giveUp(
      'EMAIL_SERVER_REFUSED',
      `${toPlace(server)} cannot search for characters beyond ASCII${toAnswer(
        charsets.length === 0 ? '' : `it knows the charsets ${charsets.join(', ')}`,
      )}`,
      cause,
    ),
  protocol: (server: MailboxServer, problem: string, cause?: unknown) =>
    giveUp('EMAIL_PROTOCOL_ERROR', `${toPlace(server)} does not speak ${server.protocol}: ${problem}`, cause),
  timeout: (server: MailboxServer, cause?: unknown) =>
    retry('EMAIL_TIMEOUT', `${toPlace(server)} did not answer in time`, cause),
  connection: (server: MailboxServer, reason: string, cause?: unknown) =>
    retry('EMAIL_CONNECTION_FAILED', `The connection to ${toPlace(server)} failed (${reason})`, cause),
  mailboxNotFound: (server: MailboxServer, folder: string) =>
    giveUp(
      'EMAIL_MAILBOX_NOT_FOUND',
      `There is no folder ${JSON.stringify(folder)} that this login may open on ${toPlace(server)}`,
    ),
  messageNotFound: (messageId: string, folder: string) =>
    giveUp(
      'EMAIL_MESSAGE_NOT_FOUND',
      `There is no email with the Message-ID ${messageId} in ${JSON.stringify(folder)}; it may have been moved or deleted`,
    ),
  tooManyResults: (count: number, limit: number) =>
    giveUp(
      'EMAIL_TOO_MANY_RESULTS',
      `${count} emails are too many for a process variable: at most ${limit} are given; ask for fewer`,
    ),
  unreadable: (reason: string, cause?: unknown) =>
    giveUp('EMAIL_MESSAGE_UNREADABLE', `The email cannot be taken apart: ${reason}`, cause),
} as const;

/** What a failure of the network or of TLS means, by Node's code; `undefined` when it is neither. */
export function toSocketFailure(
  code: string,
  { server, cause }: { readonly server: MailboxServer; readonly cause: unknown },
): MailboxFailure | undefined {
  if (isCertificateCode(code)) {
    return giveUp(
      'EMAIL_CERTIFICATE_NOT_TRUSTED',
      `The certificate of ${toPlace(server)} is not trusted (${code}); for a private authority set NODE_EXTRA_CA_CERTS`,
      cause,
    );
  }
  if (isTlsCode(code)) return mailboxFailure.tlsNotOffered(server, cause);
  if (code === 'ETIMEDOUT') return mailboxFailure.timeout(server, cause);
  if (/^E[A-Z]+$/.test(code)) return mailboxFailure.connection(server, code, cause);
  return undefined;
}

/** Node's code of an error, e.g. `ECONNREFUSED`. */
export function toErrorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
