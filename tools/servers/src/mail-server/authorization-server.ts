import { randomBytes } from 'node:crypto';
import { type JsonServer, serveJson } from '../local-server/index.ts';
import { MAIL_ACCOUNTS, mailboxName } from './mail-accounts.ts';

/** With `/token`, `/introspect` and `/revoke-all`. */
export type AuthorizationServer = JsonServer;

/**
 * Gives access tokens for the mailboxes (RFC 6749, 4.4 and 6) and tells Dovecot whose they are (RFC 7662).
 * The client of an account has its name before the `@`, its password, and as refresh token the password too.
 */
export async function startAuthorizationServer(): Promise<AuthorizationServer> {
  const usernames = new Map<string, string>();
  const answer = (path: string, form: URLSearchParams): readonly [number, object] => {
    switch (path) {
      case '/token': {
        const account = Object.values(MAIL_ACCOUNTS).find(
          (each) => mailboxName(each) === form.get('client_id'),
        );
        const isRefresh = form.get('grant_type') === 'refresh_token';
        const proof = form.get(isRefresh ? 'refresh_token' : 'client_secret');
        if (account === undefined || proof !== account.password) return [401, { error: 'invalid_client' }];
        const token = randomBytes(24).toString('base64url');
        usernames.set(token, account.username);
        return [200, { access_token: token, token_type: 'Bearer', expires_in: 3_600 }];
      }
      case '/introspect': {
        const username = usernames.get(form.get('token') ?? '');
        return [200, username === undefined ? { active: false } : { active: true, username }];
      }
      case '/revoke-all':
        usernames.clear();
        return [200, {}];
      default:
        return [404, {}];
    }
  };
  return serveJson(({ path, body }) => {
    const [status, json] = answer(path, new URLSearchParams(body));
    return { status, json };
  });
}
