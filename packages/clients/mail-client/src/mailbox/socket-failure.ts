import { MailError } from '../mail-failure.ts';
import { isCertificateCode, isTlsCode } from '../network/tls-failure.ts';
import type { MailboxServer } from './mailbox-server.ts';

/** What a failure of the network or of TLS means, by Node's code; `undefined` when it is neither. */
export function socketFailure(
  code: string,
  { server, cause }: { readonly server: MailboxServer; readonly cause: unknown },
): MailError | undefined {
  if (isCertificateCode(code))
    return new MailError({ kind: 'certificate-not-trusted', server, reason: code }, cause);
  if (isTlsCode(code)) return new MailError({ kind: 'tls-not-offered', server }, cause);
  if (code === 'ETIMEDOUT') return new MailError({ kind: 'timeout', server }, cause);
  if (/^E[A-Z]+$/.test(code)) {
    return new MailError({ kind: 'connection-failed', server, reason: code, answer: '' }, cause);
  }
  return undefined;
}

/** The server's words on one line. Never used after a login, which a server may repeat. */
export const answerText = (text = ''): string =>
  text
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 200);

/** Node's code of an error, e.g. `ECONNREFUSED`. */
export function errorCodeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
