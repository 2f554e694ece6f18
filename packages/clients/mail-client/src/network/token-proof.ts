import type { MailLogin } from './login.ts';
import type { MailServer } from './mail-server.ts';

/** How a mail server takes an access token: by a name of Google's that most know, or by RFC 7628. */
export type TokenMechanism = 'XOAUTH2' | 'OAUTHBEARER';

/** The initial response of the mechanism, in base64. */
export function buildTokenProof(
  mechanism: TokenMechanism,
  { username, accessToken }: Extract<MailLogin, { readonly kind: 'oauth2' }>,
  { host, port }: Pick<MailServer, 'host' | 'port'>,
): string {
  const fields =
    mechanism === 'XOAUTH2'
      ? [`user=${username}`]
      : [`n,a=${escapeName(username)},`, `host=${host}`, `port=${port}`];
  return Buffer.from([...fields, `auth=Bearer ${accessToken}`, '', ''].join('\u0001')).toString('base64');
}

/** A refusal comes as a question with the reason; this ends it. */
export const refusalReceipt = (mechanism: TokenMechanism): string =>
  mechanism === 'XOAUTH2' ? '' : Buffer.from('\u0001').toString('base64');

/** RFC 5801, 4. */
const escapeName = (name: string): string => name.replaceAll('=', '=3D').replaceAll(',', '=2C');
