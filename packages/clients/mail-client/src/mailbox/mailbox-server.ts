import type { MailboxAuthentication } from '../fields/authentication.schema.ts';
import type { MailServer } from '../network/mail-server.ts';

/** A server that holds mail, and how to get in. */
export interface MailboxServer extends MailServer {
  readonly protocol: 'IMAP' | 'POP3';
  /** TLS and SSL: encrypted, or nothing is said at all. NONE: plain text. */
  readonly protection: 'TLS' | 'SSL' | 'NONE';
  readonly authentication: MailboxAuthentication;
  readonly timeouts: MailboxTimeouts;
}

export interface MailboxTimeouts {
  /** From the DNS lookup to a connection that is ready for the greeting. */
  readonly connectMs: number;
  readonly greetingMs: number;
  /** Silence of the server afterwards. A search of a large folder takes its time. */
  readonly silenceMs: number;
}

export const MAILBOX_TIMEOUTS: MailboxTimeouts = {
  connectMs: 10_000,
  greetingMs: 10_000,
  silenceMs: 60_000,
};
