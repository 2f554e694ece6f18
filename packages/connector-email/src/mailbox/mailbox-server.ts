import type { MailboxAuthentication } from '../authentication.schema.ts';
import type { MailLogin } from '../login.ts';

/** A server that holds mail, and how to get in. */
export interface MailboxServer {
  readonly protocol: 'IMAP' | 'POP3';
  readonly host: string;
  readonly port: number;
  /** TLS and SSL: encrypted, or nothing is said at all. NONE: plain text. */
  readonly protection: 'TLS' | 'SSL' | 'NONE';
  readonly login: MailLogin;
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

export const toMailLogin = (authentication: MailboxAuthentication): MailLogin =>
  authentication.type === 'bearer'
    ? { kind: 'oauth2', username: authentication.username, accessToken: authentication.token }
    : { kind: 'password', username: authentication.username, password: authentication.password };

/** `mail.example.com:993`, for messages. */
export const toPlace = ({ host, port }: MailboxServer): string => `${host}:${port}`;
