import { httpErrors } from '../http-errors.ts';
import type { HttpRequest, OpenHttpResponse } from '../http-message.ts';
import { parseTarget } from '../request-target.ts';
import type { OAuth } from './oauth.schema.ts';
import { readToken, type Token } from './read-token.ts';
import type { FetchToken, TokenCache } from './token-cache.ts';
import { toTokenRequest } from './token-request.ts';

/** Calls the token endpoint; reads the answer with `read`. */
export type CallTokenEndpoint = (
  request: HttpRequest,
  signal: AbortSignal,
  read: (response: OpenHttpResponse) => Promise<Token>,
) => Promise<Token>;

export interface TokenCall<Answer> {
  readonly oauth: OAuth;
  readonly signal: AbortSignal;
  readonly tokens: TokenCache;
  /** Tells apart tokens that were asked for in different ways. */
  readonly scope: string;
  /** Told every token that the job comes by, also one that another job has fetched. */
  readonly hideSecret: ((secret: string) => void) | undefined;
  readonly callTokenEndpoint: CallTokenEndpoint;
  readonly work: (accessToken: string) => Promise<Answer>;
  /** Whether the other side did not accept the token. */
  readonly isRefused: (answer: Answer) => boolean;
}

/** Works with an access token. One that is refused is thrown away, and the work done once more with a new one. */
export async function workWithToken<Answer>(call: TokenCall<Answer>): Promise<Answer> {
  const { oauth, signal, tokens, scope, work } = call;
  const fetch: FetchToken = (current, fetchSignal) =>
    fetchToken(current, fetchSignal, call.callTokenEndpoint);
  const get = async (): Promise<string> => {
    const accessToken = await tokens.get(oauth, { signal, fetch, scope, hideSecret: call.hideSecret });
    call.hideSecret?.(accessToken);
    return accessToken;
  };
  const accessToken = await get();
  const answer = await work(accessToken);
  if (!call.isRefused(answer)) return answer;
  tokens.drop(oauth, scope, accessToken);
  return work(await get());
}

/** Of the whole request for a token: it serves many jobs, so the deadline of none of them counts. */
const TOKEN_TIMEOUT_MS = 30_000;

async function fetchToken(
  oauth: OAuth,
  signal: AbortSignal,
  callTokenEndpoint: CallTokenEndpoint,
): Promise<Token> {
  const timeout = AbortSignal.timeout(TOKEN_TIMEOUT_MS);
  try {
    return await callTokenEndpoint(toTokenRequest(oauth), AbortSignal.any([signal, timeout]), (response) =>
      readToken(response, oauth, Date.now()),
    );
  } catch (error) {
    if (!timeout.aborted) throw error;
    const { label } = parseTarget(oauth.oauthTokenEndpoint);
    throw httpErrors.HTTP_RESPONSE_TIMEOUT({
      message: `The token endpoint ${label} gave no token within ${TOKEN_TIMEOUT_MS} ms`,
      cause: error,
    });
  }
}
