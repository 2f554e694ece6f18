import type { SMTPConnectionCustomAuthContext } from 'nodemailer/lib/smtp-connection';
import type { SMTPPoolOptions } from 'nodemailer/lib/smtp-pool';
import type { MailLogin } from '../network/login.ts';
import { type TokenMechanism, refusalReceipt, buildTokenProof } from '../network/token-proof.ts';
import type { SmtpServer } from './smtp-server.ts';

type TokenLogin = Extract<MailLogin, { readonly kind: 'oauth2' }>;

/** Of the login that `logInByToken` is. */
const BY_TOKEN = 'ACCESS-TOKEN';

/** The options of nodemailer for a login. Its own one by token knows one mechanism of the two. */
export const smtpAuth = (
  login: MailLogin,
  server: SmtpServer,
): Pick<SMTPPoolOptions, 'auth' | 'customAuth'> =>
  login.kind === 'password'
    ? { auth: { user: login.username, pass: login.password } }
    : {
        auth: { type: 'custom', method: BY_TOKEN, user: login.username },
        customAuth: { [BY_TOKEN]: (exchange) => logInByToken(exchange, login, server) },
      };

async function logInByToken(
  exchange: SMTPConnectionCustomAuthContext,
  login: TokenLogin,
  server: SmtpServer,
): Promise<void> {
  // Of those that take tokens nodemailer tells XOAUTH2 only.
  const mechanism: TokenMechanism = exchange.authMethods.includes('XOAUTH2') ? 'XOAUTH2' : 'OAUTHBEARER';
  const answer = await exchange.sendCommand(`AUTH ${mechanism} ${buildTokenProof(mechanism, login, server)}`);
  const { status } = answer.status === 334 ? await exchange.sendCommand(refusalReceipt(mechanism)) : answer;
  if (status !== 235) throw new Error('Invalid login');
}
