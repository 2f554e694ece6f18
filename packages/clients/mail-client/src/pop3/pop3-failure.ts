import { isKnownFailure, MailError } from '../mail-failure.ts';
import type { MailboxServer } from '../mailbox/mailbox-server.ts';
import { answerText, errorCodeOf, socketFailure } from '../mailbox/socket-failure.ts';
import { Pop3ProtocolError, Pop3Refusal } from './pop3-wire.ts';

/** Response codes that are temporary: they say nothing about the command (RFC 2449, 8; RFC 3206). */
const PASSING = new Set(['IN-USE', 'SYS/TEMP']);

/**
 * Maps an error of a POP3 session to a failure of this client. Errors that are one already are returned as
 * they are.
 */
export function pop3Failure(cause: unknown, server: MailboxServer): unknown {
  if (isKnownFailure(cause)) return cause;
  if (cause instanceof Pop3ProtocolError)
    return new MailError({ kind: 'protocol-violated', server, problem: cause.message }, cause);
  if (cause instanceof Pop3Refusal) {
    const answer = answerText(cause.answer);
    return passingFailure(cause, server) ?? new MailError({ kind: 'command-refused', server, answer }, cause);
  }
  return socketFailure(errorCodeOf(cause), { server, cause }) ?? cause;
}

/** The server's words go nowhere, not even into a log as the cause: they may repeat the login. */
export function pop3LoginFailure(cause: unknown, server: MailboxServer): unknown {
  if (!(cause instanceof Pop3Refusal)) return pop3Failure(cause, server);
  return passingFailure(cause, server) ?? new MailError({ kind: 'login-refused', server });
}

export const isPassing = ({ responseCode }: Pop3Refusal): boolean =>
  responseCode === 'LOGIN-DELAY' || PASSING.has(responseCode);

function passingFailure({ responseCode }: Pop3Refusal, server: MailboxServer): MailError | undefined {
  if (responseCode === 'LOGIN-DELAY')
    return new MailError({ kind: 'rate-limited', server, answer: '', retryAfterMs: undefined });
  return PASSING.has(responseCode)
    ? new MailError({ kind: 'temporarily-refused', server, answer: responseCode, retryAfterMs: undefined })
    : undefined;
}
