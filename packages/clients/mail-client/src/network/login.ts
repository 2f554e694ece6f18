import { useAccessToken } from '@jobwright/http-client';
import type { MailboxAuthentication } from '../fields/authentication.schema.ts';
import type { MailContext } from '../mail-context.ts';
import { MailError } from '../mail-failure.ts';

/** How to prove who we are to a mail server. */
export type MailLogin =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  | { readonly kind: 'oauth2'; readonly username: string; readonly accessToken: string };

/**
 * Works with a login. Where an access token has to be fetched for it, and the server does not accept that,
 * `work` runs once more with a new one.
 * @throws what `work` throws; failures of the token endpoint
 */
export async function withLogin<Answer>(
  authentication: MailboxAuthentication,
  context: MailContext,
  work: (login: MailLogin) => Promise<Answer>,
): Promise<Answer> {
  switch (authentication.type) {
    case 'simple':
      return work({
        kind: 'password',
        username: authentication.username,
        password: authentication.password,
      });
    case 'bearer':
      return work({
        kind: 'oauth2',
        username: authentication.username,
        accessToken: authentication.token,
      });
    case 'oauth-client-credentials-flow':
    case 'oauth-refresh-token': {
      const { username, ...oauth } = authentication;
      return useAccessToken(oauth, context, {
        work: (accessToken) => work({ kind: 'oauth2', username, accessToken }),
        isRefused: isRefusedLogin,
      });
    }
  }
}

const isRefusedLogin = (error: unknown): boolean =>
  error instanceof MailError &&
  (error.failure.kind === 'login-refused' || error.failure.kind === 'plain-text-login-refused');
