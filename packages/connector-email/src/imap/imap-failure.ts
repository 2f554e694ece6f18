import { isConnectorFailure } from '@jobwright/connector-sdk';
import { z } from 'zod';
import { mailboxFailure, toSocketFailure } from '../mailbox/mailbox-failure.ts';
import type { MailboxServer } from '../mailbox/mailbox-server.ts';

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
  reason: z.string().optional().catch(undefined),
});

const TIMEOUTS = new Set(['CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT', 'ETIMEOUT']);
const PASSING = new Set(['UNAVAILABLE', 'INUSE', 'LIMIT', 'SERVERBUG']);
const CLOSED = new Set([
  ...['NoConnection', 'EConnectionClosed', 'StateLogout'],
  ...['ClosedAfterConnectText', 'ClosedAfterConnectTLS'],
]);

/** Says what to do about a failure of imapflow. Failures of ours pass. */
export function toImapFailure(cause: unknown, server: MailboxServer): unknown {
  if (isConnectorFailure(cause)) return cause;
  const { data: error } = imapError.safeParse(cause);
  if (error === undefined) return cause;
  const { code, responseText, serverResponseCode = '' } = error;
  if (code === 'ETHROTTLE') return mailboxFailure.rateLimited(server, responseText, cause);
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
    return PASSING.has(serverResponseCode)
      ? mailboxFailure.temporarilyRefused(server, responseText, cause)
      : mailboxFailure.refused(server, responseText, cause);
  }
  return code === '' ? cause : mailboxFailure.protocol(server, code, cause);
}

/** The server's words go nowhere, not even as cause into a log: it may repeat what it was told. */
function toLoginFailure(
  { message, serverResponseCode = '' }: z.output<typeof imapError>,
  server: MailboxServer,
) {
  if (PASSING.has(serverResponseCode)) return mailboxFailure.temporarilyRefused(server);
  if (serverResponseCode === 'PRIVACYREQUIRED' || message === 'Login is disabled')
    return mailboxFailure.plainTextLogin(server);
  return mailboxFailure.authentication(server);
}
