import { httpErrors } from '../http-errors.ts';
import type { HttpRequest, OpenHttpResponse } from '../http-message.ts';
import { parseTarget } from '../request-target.ts';
import type { OAuth } from './oauth.schema.ts';
import { readToken, type Token } from './read-token.ts';
import { toTokenRequest } from './token-request.ts';

/** Calls the token endpoint; reads the answer with `read`. */
export type CallTokenEndpoint = (
  request: HttpRequest,
  signal: AbortSignal,
  read: (response: OpenHttpResponse) => Promise<Token>,
) => Promise<Token>;

export interface TokenRequestOptions {
  readonly callTokenEndpoint: CallTokenEndpoint;
  readonly signal: AbortSignal;
  /** Of the whole request. */
  readonly timeoutMs: number;
}

/** Asks the token endpoint for a token. */
export async function requestToken(
  oauth: OAuth,
  { callTokenEndpoint, signal, timeoutMs }: TokenRequestOptions,
): Promise<Token> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    return await callTokenEndpoint(toTokenRequest(oauth), AbortSignal.any([signal, timeout]), (response) =>
      readToken(response, oauth, Date.now()),
    );
  } catch (error) {
    if (!timeout.aborted) throw error;
    const { label } = parseTarget(oauth.oauthTokenEndpoint);
    throw httpErrors.HTTP_RESPONSE_TIMEOUT({
      message: `The token endpoint ${label} gave no token within ${timeoutMs} ms`,
      cause: error,
    });
  }
}
