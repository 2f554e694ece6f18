import type { MailboxAuthentication } from '../fields/authentication.schema.ts';
import type { MailServer } from '../network/mail-server.ts';

/** A server that keeps mail, and how to log in. */
export interface MailboxServer extends MailServer {
  readonly protocol: 'IMAP' | 'POP3';
  /** TLS and SSL: encrypted, or the connection fails. NONE: plain text. */
  readonly protection: 'TLS' | 'SSL' | 'NONE';
  readonly authentication: MailboxAuthentication;
  readonly timeouts: MailboxTimeouts;
}

/** How long a mailbox server may take. */
export interface MailboxTimeouts {
  /** Milliseconds from the DNS lookup to a connection that is ready for the greeting. */
  readonly connectMs: number;
  /** Milliseconds until the greeting. */
  readonly greetingMs: number;
  /** Milliseconds for which the server may be silent afterwards. A search of a large folder takes time. */
  readonly silenceMs: number;
}

/** The usual limits: 10 s to connect, 10 s for the greeting, 60 s of silence. */
export const MAILBOX_TIMEOUTS: MailboxTimeouts = {
  connectMs: 10_000,
  greetingMs: 10_000,
  silenceMs: 60_000,
};
