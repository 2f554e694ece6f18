import { isConnectorFailure } from '@jobwright/connector-sdk';
import type { MailServer } from './network/mail-server.ts';
import type { Refusal } from './smtp/refusal.ts';

interface AtServer {
  readonly server: MailServer;
}

interface Answered extends AtServer {
  /** The server's words on one line, without the login; empty when it said nothing. */
  readonly answer: string;
}

interface Asked extends Answered {
  /** How long the server asks to wait; `undefined` when it does not say. */
  readonly retryAfterMs: number | undefined;
}

/** What went wrong, by `kind`, with the facts that are known. No fact holds a password or an access token. */
export type MailFailure =
  /** The server cannot be reached. */
  | (AtServer & { readonly kind: 'blocked'; readonly reason: string })
  | (AtServer & { readonly kind: 'host-not-found'; readonly reason: string })
  | (AtServer & { readonly kind: 'host-lookup-timeout' })
  /** `reason` is Node's code, or says who closed it; empty when unknown. */
  | (Answered & { readonly kind: 'connection-failed'; readonly reason: string })
  | (Answered & { readonly kind: 'connection-refused' })
  | (AtServer & { readonly kind: 'timeout' })
  /** TLS and the login. */
  | (AtServer & { readonly kind: 'certificate-not-trusted'; readonly reason: string })
  | (AtServer & { readonly kind: 'tls-not-offered' })
  | (AtServer & { readonly kind: 'tls-failed'; readonly reason: string })
  | (AtServer & { readonly kind: 'tls-interrupted' })
  | (AtServer & { readonly kind: 'login-refused' })
  | (AtServer & { readonly kind: 'plain-text-login-refused' })
  /** The limits set for the server, or its own. */
  | (AtServer & {
      readonly kind: 'limit-reached';
      readonly limit: 'waiting' | 'circuit';
      readonly reason: string;
      readonly retryAfterMs: number;
    })
  | (Asked & { readonly kind: 'rate-limited' })
  | (Asked & { readonly kind: 'temporarily-refused' })
  /** Mailboxes. */
  | (Answered & { readonly kind: 'command-refused' })
  | (AtServer & { readonly kind: 'charset-refused'; readonly charsets: readonly string[] })
  | (AtServer & { readonly kind: 'protocol-violated'; readonly problem: string })
  | (AtServer & { readonly kind: 'folder-not-found'; readonly folder: string })
  | { readonly kind: 'message-not-found'; readonly messageId: string; readonly folder: string }
  | { readonly kind: 'too-many-results'; readonly count: number; readonly limit: number }
  | { readonly kind: 'message-unreadable'; readonly reason: string }
  /** `isFinal`: the store said that it will not take it; the cause has its words. */
  | { readonly kind: 'attachment-not-stored'; readonly fileName: string; readonly isFinal: boolean }
  /** Sending. */
  | { readonly kind: 'content-invalid'; readonly field: string; readonly problem: string }
  | { readonly kind: 'attachments-too-large'; readonly maxBytes: number }
  | (AtServer & { readonly kind: 'address-not-supported'; readonly address: string })
  | (Answered & { readonly kind: 'sender-refused' })
  | (AtServer & { readonly kind: 'recipients-refused'; readonly refusals: readonly Refusal[] })
  | (Answered & { readonly kind: 'mail-too-large' })
  | (Answered & { readonly kind: 'mail-refused' })
  /** `retries` is what the job had: other retries mean that somebody decided to send again. */
  | (AtServer & {
      readonly kind: 'delivery-uncertain';
      readonly reason: 'unanswered' | 'sent-elsewhere';
      readonly messageId: string;
      readonly retries: number;
    });

/** The one error that the client throws: `failure` says what went wrong, `cause` is the error behind it. */
export class MailError extends Error {
  override readonly name = 'MailError';
  readonly failure: MailFailure;

  constructor(failure: MailFailure, cause?: unknown) {
    super(messageOf(failure), cause === undefined ? undefined : { cause });
    this.failure = 'server' in failure ? { ...failure, server: withoutLogin(failure.server) } : failure;
  }
}

/** The object that was passed in may hold the login too. */
const withoutLogin = ({ protocol, host, port }: MailServer): MailServer => ({ protocol, host, port });

/** Whether the same may succeed later. */
export function isTransient(failure: MailFailure): boolean {
  switch (failure.kind) {
    case 'host-not-found':
    case 'host-lookup-timeout':
    case 'connection-failed':
    case 'timeout':
    case 'tls-interrupted':
    case 'limit-reached':
    case 'rate-limited':
    case 'temporarily-refused':
      return true;
    case 'attachment-not-stored':
      return !failure.isFinal;
    default:
      return false;
  }
}

/**
 * Whether an error is a failure of this client or of what the caller passed in, and needs no further mapping.
 */
export const isKnownFailure = (error: unknown): error is Error =>
  error instanceof MailError || isConnectorFailure(error);

function messageOf(failure: MailFailure): string {
  const at = 'server' in failure ? ` (${failure.server.host}:${failure.server.port})` : '';
  const details = [
    ...('answer' in failure ? [failure.answer] : []),
    ...('reason' in failure ? [failure.reason] : []),
    ...('problem' in failure ? [failure.problem] : []),
  ].filter((text) => text !== '');
  return [`Mail: ${failure.kind.replaceAll('-', ' ')}${at}`, ...details].join(': ');
}
