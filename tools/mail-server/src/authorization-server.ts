import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { MAIL_ACCOUNTS, toMailboxName } from './mail-accounts.ts';

export interface AuthorizationServer {
  /** `http://127.0.0.1:port`, with `/token`, `/introspect` and `/revoke-all`. */
  readonly origin: string;
  close(): void;
}

/**
 * Gives access tokens for the mailboxes (RFC 6749, 4.4 and 6) and tells Dovecot whose they are (RFC 7662). The client of an account has its
 * name before the `@`, its password, and as refresh token the password too.
 */
export async function startAuthorizationServer(): Promise<AuthorizationServer> {
  const usernames = new Map<string, string>();
  const answer = (path: string | undefined, form: URLSearchParams): readonly [number, object] => {
    switch (path) {
      case '/token': {
        const account = Object.values(MAIL_ACCOUNTS).find(
          (each) => toMailboxName(each) === form.get('client_id'),
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
  const server = createServer((request, response) => {
    void readForm(request).then((form) => {
      const [status, body] = answer(request.url, form);
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return new URLSearchParams(text);
}
