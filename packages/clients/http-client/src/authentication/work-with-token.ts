import { useToken } from '../tokens/use-token.ts';
import type { OAuth } from './oauth.schema.ts';
import type { OAuthTokens } from './oauth-tokens.ts';
import { type CallTokenEndpoint, requestToken } from './request-token.ts';

export interface TokenCall<Answer> {
  readonly oauth: OAuth;
  readonly signal: AbortSignal;
  readonly tokens: OAuthTokens;
  /** Distinguishes tokens that were requested in different ways. */
  readonly scope: string;
  /** Called with every token that the job uses, also one that another job has fetched. */
  readonly hideSecret: ((secret: string) => void) | undefined;
  readonly callTokenEndpoint: CallTokenEndpoint;
  readonly work: (accessToken: string) => Promise<Answer>;
  /** Whether the other side did not accept the token. */
  readonly isRefused: (answer: Answer) => boolean;
}

/** A token serves many jobs, so no single job's deadline applies to the request for it. */
const TOKEN_TIMEOUT_MS = 30_000;

/**
 * Works with an access token. One that is refused is forgotten, and the work is done once more with a new
 * one.
 */
export function workWithToken<Answer>(call: TokenCall<Answer>): Promise<Answer> {
  const { oauth, signal, tokens, scope, hideSecret, callTokenEndpoint, work, isRefused } = call;
  return useToken({
    async get() {
      const accessToken = await tokens.get(oauth, {
        signal,
        fetch: (current, fetchSignal) =>
          requestToken(current, { signal: fetchSignal, callTokenEndpoint, timeoutMs: TOKEN_TIMEOUT_MS }),
        scope,
        hideSecret,
      });
      hideSecret?.(accessToken);
      return accessToken;
    },
    drop: (accessToken) => tokens.drop(oauth, scope, accessToken),
    work,
    isRefused,
  });
}
