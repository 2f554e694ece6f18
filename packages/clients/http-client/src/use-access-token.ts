import type { OAuth } from './authentication/oauth.schema.ts';
import { oauthTokens } from './authentication/oauth-tokens.ts';
import { workWithToken } from './authentication/work-with-token.ts';
import { callHttp, type HttpContext } from './call-http.ts';

/** Work with a token, and how a refusal of the token is recognized. */
export interface TokenUse<Answer> {
  /** Called with a valid access token; a second time with a new one if the first is refused. */
  readonly work: (accessToken: string) => Promise<Answer>;
  /** Whether `work` threw the error because the server did not accept the token. */
  readonly isRefused: (error: unknown) => boolean;
}

type Ending<Answer> =
  { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly error: unknown };

/**
 * For protocols other than HTTP: runs work with an access token that all jobs of the runtime share until 10 s
 * before it expires. A token that is refused is discarded, and the work runs once more with a new one.
 * @throws what `work` throws; ConnectorError, RetryableError with the codes of `httpErrors` if there is no
 * token
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
