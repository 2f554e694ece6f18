import { z } from 'zod';
import type { ImapFlow } from 'imapflow';
import { isKnownFailure, MailError } from '../mail-failure.ts';
import type { MailboxServer } from '../mailbox/mailbox-server.ts';
import { answerText, socketFailure } from '../mailbox/socket-failure.ts';
import { findRefusal } from './imap-commands.ts';

const atom = z.object({ value: z.string() });

/** The code of an answer, `[UNAVAILABLE]`, as imapflow parses it. */
const parsedAnswer = z
  .object({ attributes: z.tuple([z.object({ section: z.tuple([atom], z.unknown()) })], z.unknown()) })
  .transform(({ attributes }) => attributes[0].section[0].value);

/** The properties of imapflow's errors that matter here. */
const imapError = z.object({
  message: z.string().default(''),
  code: z.string().catch(''),
  authenticationFailed: z.boolean().default(false),
  tlsFailed: z.boolean().default(false),
  /** The server's words, and its response code (RFC 5530). */
  responseText: z.string().optional().catch(undefined),
  responseStatus: z.string().optional().catch(undefined),
  serverResponseCode: z.string().optional().catch(undefined),
  /** The whole answer, or where the library has not looked at it, its code. */
  response: z.union([z.string(), parsedAnswer]).optional().catch(undefined),
  reason: z.string().optional().catch(undefined),
});

const TIMEOUTS = new Set(['CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT', 'ETIMEOUT']);
/** Answers that are temporary: they say nothing about the command (RFC 5530, 3). */
const PASSING = new Set(['UNAVAILABLE', 'INUSE', 'SERVERBUG', 'EXPUNGEISSUED']);
/** At the login also how many connections there may be at a time. */
const PASSING_LOGIN = new Set([...PASSING, 'LIMIT']);
const THROTTLING = new Set(['THROTTLED', 'ALERT-THROTTLED']);
const CLOSED = new Set([
  ...['NoConnection', 'EConnectionClosed', 'StateLogout'],
  ...['ClosedAfterConnectText', 'ClosedAfterConnectTLS'],
]);

/**
 * Maps an error of imapflow to a failure of this client. Errors that are one already are returned as they
 * are.
 */
export function imapFailure(cause: unknown, server: MailboxServer): unknown {
  if (isKnownFailure(cause)) return cause;
  const { data: error } = imapError.safeParse(cause);
  if (error === undefined) return cause;
  const { code, responseText } = error;
  const answered = responseCodeOf(error);
  if (code === 'ETHROTTLE' || THROTTLING.has(answered)) {
    const answer = answerText(responseText);
    return new MailError({ kind: 'rate-limited', server, answer, retryAfterMs: undefined }, cause);
  }
  if (error.authenticationFailed || error.message === 'Unsupported authentication mechanism')
    return loginFailure(error, server);
  if (TIMEOUTS.has(code)) return new MailError({ kind: 'timeout', server }, cause);
  const socket = socketFailure(code, { server, cause });
  if (socket !== undefined) return socket;
  if (error.tlsFailed) return new MailError({ kind: 'tls-not-offered', server }, cause);
  if (CLOSED.has(code)) {
    return error.reason === undefined
      ? new MailError(
          { kind: 'connection-failed', server, reason: 'closed by the server', answer: '' },
          cause,
        )
      : temporarilyRefusedError(server, error.reason, cause);
  }
  if (error.responseStatus !== undefined) return commandFailure(error, { server, cause });
  return code === '' ? cause : new MailError({ kind: 'protocol-violated', server, problem: code }, cause);
}

type ImapError = z.output<typeof imapError>;

function commandFailure(
  error: ImapError,
  { server, cause }: { readonly server: MailboxServer; readonly cause: unknown },
): MailError {
  const answered = responseCodeOf(error);
  const words = withResponseCode(answered, error.responseText);
  if (PASSING.has(answered)) return temporarilyRefusedError(server, words, cause);
  if (answered === 'BADCHARSET')
    return new MailError({ kind: 'charset-refused', server, charsets: listCharsets(error.response) }, cause);
  return new MailError({ kind: 'command-refused', server, answer: answerText(words) }, cause);
}

/** Why the server refused the last of these commands: the library says only that it did. */
export function refusalFailure(
  connection: ImapFlow,
  { server, commands }: { readonly server: MailboxServer; readonly commands: readonly string[] },
): unknown {
  const refusal = findRefusal(connection, ...commands);
  return refusal === undefined
    ? new MailError({ kind: 'command-refused', server, answer: answerText(commands[0]) })
    : imapFailure(refusal, server);
}

/** The server's words go nowhere, not even into a log as the cause: they may repeat the login. */
function loginFailure(error: ImapError, server: MailboxServer): MailError {
  const answered = responseCodeOf(error);
  if (PASSING_LOGIN.has(answered)) return temporarilyRefusedError(server, '', undefined);
  const isPlainText = answered === 'PRIVACYREQUIRED' || error.message === 'Login is disabled';
  return new MailError({ kind: isPlainText ? 'plain-text-login-refused' : 'login-refused', server });
}

const temporarilyRefusedError = (server: MailboxServer, answer: string, cause: unknown): MailError =>
  new MailError(
    { kind: 'temporarily-refused', server, answer: answerText(answer), retryAfterMs: undefined },
    cause,
  );

const responseCodeOf = ({ serverResponseCode, response }: ImapError): string =>
  (serverResponseCode ?? response ?? '').toUpperCase();

const listCharsets = (answer = ''): readonly string[] =>
  /\[BADCHARSET \(([^)]*)\)/i.exec(answer)?.[1]?.replaceAll('"', '').split(' ') ?? [];

const withResponseCode = (code: string, text = ''): string => (code === '' ? text : `[${code}] ${text}`);
