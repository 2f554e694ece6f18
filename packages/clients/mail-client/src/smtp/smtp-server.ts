import type { MailServer } from '../network/mail-server.ts';

/** A server that takes mail. */
export interface SmtpServer extends MailServer {
  readonly protocol: 'SMTP';
  /** TLS: STARTTLS or nothing. SSL: implicit TLS. NONE: plain text. */
  readonly protection: 'TLS' | 'SSL' | 'NONE';
  readonly timeouts: SmtpTimeouts;
}

/** In milliseconds. */
export interface SmtpTimeouts {
  /** From the DNS lookup to a connection that is ready for the greeting. */
  readonly connectMs: number;
  /** Waiting for the greeting; also for the TLS handshake of STARTTLS. */
  readonly greetingMs: number;
  /** Silence of the server afterwards. */
  readonly silenceMs: number;
}

/** The usual limits: 20 s to connect, 30 s for the greeting, 120 s of silence. */
export const SMTP_TIMEOUTS: SmtpTimeouts = { connectMs: 20_000, greetingMs: 30_000, silenceMs: 120_000 };
