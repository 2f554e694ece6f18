import { within } from '@jobwright/concurrency';
import { httpErrors } from '../http-errors.ts';
import type { HttpRequest, OpenHttpResponse } from '../http-message.ts';
import { parseTarget } from '../request-target.ts';
import type { OAuth } from './oauth.schema.ts';
import { readToken, type Token } from './read-token.ts';
import { createTokenRequest } from './token-request.ts';

/** Calls the token endpoint and reads its response with `read`. */
export type CallTokenEndpoint = (
  request: HttpRequest,
  signal: AbortSignal,
  read: (response: OpenHttpResponse) => Promise<Token>,
) => Promise<Token>;

export interface TokenRequestOptions {
  readonly callTokenEndpoint: CallTokenEndpoint;
  readonly signal: AbortSignal;
  /** For the whole request. */
  readonly timeoutMs: number;
}

/**
 * Asks the token endpoint for a token. @throws RetryableError `HTTP_RESPONSE_TIMEOUT`, what
 * `callTokenEndpoint` and `readToken` throw
 */
export function requestToken(
  oauth: OAuth,
  { callTokenEndpoint, signal, timeoutMs }: TokenRequestOptions,
): Promise<Token> {
  const timeoutError = (): Error => {
    const { label } = parseTarget(oauth.oauthTokenEndpoint);
    const message = `The token endpoint ${label} gave no token within ${timeoutMs} ms`;
    return httpErrors.HTTP_RESPONSE_TIMEOUT({ message });
  };
  return within({ timeoutMs, signal, timeoutError }, (endpointSignal) =>
    callTokenEndpoint(createTokenRequest(oauth), endpointSignal, (response) =>
      readToken(response, oauth, Date.now()),
    ),
  );
}
