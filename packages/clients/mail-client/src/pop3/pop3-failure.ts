import { isConnectorFailure } from '@jobwright/connector-sdk';
import { mailboxFailure, toErrorCode, toSocketFailure } from '../mailbox/mailbox-failure.ts';
import type { MailboxServer } from '../mailbox/mailbox-server.ts';
import { Pop3ProtocolError, Pop3Refusal } from './pop3-wire.ts';

/** Response codes that tell of now, not of the command (RFC 2449, 8; RFC 3206). */
const PASSING = new Set(['IN-USE', 'SYS/TEMP']);

/** Says what to do about a failure of the POP3 client. Failures of ours pass. */
export function toPop3Failure(cause: unknown, server: MailboxServer): unknown {
  if (isConnectorFailure(cause)) return cause;
  if (cause instanceof Pop3ProtocolError) return mailboxFailure.protocol(server, cause.message, cause);
  if (cause instanceof Pop3Refusal) {
    return toPassing(cause, server) ?? mailboxFailure.refused(server, cause.answer, cause);
  }
  return toSocketFailure(toErrorCode(cause), { server, cause }) ?? cause;
}

/** The server's words go nowhere, not even as cause into a log: it may repeat what it was told. */
export function toPop3LoginFailure(cause: unknown, server: MailboxServer): unknown {
  if (!(cause instanceof Pop3Refusal)) return toPop3Failure(cause, server);
  return toPassing(cause, server) ?? mailboxFailure.authentication(server);
}

export const isPassing = ({ responseCode }: Pop3Refusal): boolean =>
  responseCode === 'LOGIN-DELAY' || PASSING.has(responseCode);

function toPassing({ responseCode }: Pop3Refusal, server: MailboxServer) {
  if (responseCode === 'LOGIN-DELAY') return mailboxFailure.rateLimited(server);
  return PASSING.has(responseCode) ? mailboxFailure.temporarilyRefused(server, responseCode) : undefined;
}
