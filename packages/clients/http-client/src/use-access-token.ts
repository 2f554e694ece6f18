import type { OAuth } from './authentication/oauth.schema.ts';
import { oauthTokens } from './authentication/oauth-tokens.ts';
import { workWithToken } from './authentication/work-with-token.ts';
import { callHttp, type HttpContext } from './call-http.ts';

/** What is done with a token, and how a refusal of it is known. */
export interface TokenUse<Answer> {
  readonly work: (accessToken: string) => Promise<Answer>;
  /** Whether `work` failed with this because the other side did not accept the token. */
  readonly isRefused: (error: unknown) => boolean;
}

type Ending<Answer> =
  { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly error: unknown };

/**
 * For protocols other than HTTP: works with an access token that all jobs of the runtime share until shortly before it expires. One
 * that is refused is thrown away, and the work done once more with a new one.
 * @throws what `work` throws; what the token endpoint leads to, by the table of failures in the README
 */
export async function useAccessToken<Answer>(
  oauth: OAuth,
  context: HttpContext,
  { work, isRefused }: TokenUse<Answer>,
): Promise<Answer> {
  const ending = await oauthTokens.use(context.resources, undefined, (tokens) =>
    workWithToken<Ending<Answer>>({
      oauth,
      signal: context.signal,
      tokens,
      scope: '',
      hideSecret: context.hideSecret,
      callTokenEndpoint: (request, signal, read) => callHttp({ request }, { ...context, signal }, read),
      work: (accessToken) =>
        work(accessToken).then(
          (answer) => ({ ok: true, answer }),
          (error: unknown) => ({ ok: false, error }),
        ),
      isRefused: (settled) => !settled.ok && isRefused(settled.error),
    }),
  );
  if (ending.ok) return ending.answer;
  throw ending.error;
}
