import { isConnectorFailure } from '@jobwright/connector-sdk';
import { z } from 'zod';
import type { ImapFlow } from 'imapflow';
import { mailboxFailure, toSocketFailure } from '../mailbox/mailbox-failure.ts';
import type { MailboxServer } from '../mailbox/mailbox-server.ts';
import { findRefusal } from './imap-commands.ts';

const atom = z.object({ value: z.string() });

/** The code of an answer, `[UNAVAILABLE]`, as imapflow parses it. */
const parsedAnswer = z
  .object({ attributes: z.tuple([z.object({ section: z.tuple([atom], z.unknown()) })], z.unknown()) })
  .transform(({ attributes }) => attributes[0].section[0].value);

/** What imapflow tells of a failure; everything else on its errors is left alone. */
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
/** Answers that tell of now, not of the command (RFC 5530, 3). */
const PASSING = new Set(['UNAVAILABLE', 'INUSE', 'SERVERBUG', 'EXPUNGEISSUED']);
/** At the login also how many connections there may be at a time. */
const PASSING_LOGIN = new Set([...PASSING, 'LIMIT']);
const THROTTLING = new Set(['THROTTLED', 'ALERT-THROTTLED']);
const CLOSED = new Set([
  ...['NoConnection', 'EConnectionClosed', 'StateLogout'],
  ...['ClosedAfterConnectText', 'ClosedAfterConnectTLS'],
]);

/** Says what to do about a failure of imapflow. Failures of ours pass. */
export function toImapFailure(cause: unknown, server: MailboxServer): unknown {
  if (isConnectorFailure(cause)) return cause;
  const { data: error } = imapError.safeParse(cause);
  if (error === undefined) return cause;
  const { code, responseText } = error;
  const answered = toResponseCode(error);
  if (code === 'ETHROTTLE' || THROTTLING.has(answered))
    return mailboxFailure.rateLimited(server, responseText, cause);
  if (error.authenticationFailed || error.message === 'Unsupported authentication mechanism')
    return toLoginFailure(error, server);
  if (TIMEOUTS.has(code)) return mailboxFailure.timeout(server, cause);
  const socket = toSocketFailure(code, { server, cause });
  if (socket !== undefined) return socket;
  if (error.tlsFailed) return mailboxFailure.tlsNotOffered(server, cause);
  if (CLOSED.has(code)) {
    return error.reason === undefined
      ? mailboxFailure.connection(server, 'closed by the server', cause)
      : mailboxFailure.temporarilyRefused(server, error.reason, cause);
  }
  if (error.responseStatus !== undefined) {
    if (PASSING.has(answered))
      return mailboxFailure.temporarilyRefused(server, toWords(answered, responseText), cause);
    if (answered === 'BADCHARSET')
      return mailboxFailure.badCharset(server, toCharsets(error.response), cause);
    return mailboxFailure.refused(server, toWords(answered, responseText), cause);
  }
  return code === '' ? cause : mailboxFailure.protocol(server, code, cause);
}

/** Why the server refused the last of one of these commands, of which the library tells only that it did. */
export function toRefusal(
  connection: ImapFlow,
  { server, commands }: { readonly server: MailboxServer; readonly commands: readonly string[] },
): unknown {
  const refusal = findRefusal(connection, ...commands);
  return refusal === undefined ? mailboxFailure.refused(server, commands[0]) : toImapFailure(refusal, server);
}

/** The server's words go nowhere, not even as cause into a log: it may repeat what it was told. */
function toLoginFailure(error: z.output<typeof imapError>, server: MailboxServer) {
  const answered = toResponseCode(error);
  if (PASSING_LOGIN.has(answered)) return mailboxFailure.temporarilyRefused(server);
  if (answered === 'PRIVACYREQUIRED' || error.message === 'Login is disabled')
    return mailboxFailure.plainTextLogin(server);
  return mailboxFailure.authentication(server);
}

const toResponseCode = ({ serverResponseCode, response }: z.output<typeof imapError>): string =>
  (serverResponseCode ?? response ?? '').toUpperCase();

const toCharsets = (answer = ''): readonly string[] =>
  /\[BADCHARSET \(([^)]*)\)/i.exec(answer)?.[1]?.replaceAll('"', '').split(' ') ?? [];

const toWords = (code: string, text = ''): string => (code === '' ? text : `[${code}] ${text}`);
