import { type JsonObject, type JsonValue, parseJson } from '@jobwright/json';
import { z } from 'zod';
import { parseContentType, readContentType } from '../responses/content-type.ts';
import { statusFailure } from '../responses/status-failure.ts';
import { decodeText } from '../charsets/decode-text.ts';
import { describeHeaderProblem } from '../describe-header-problem.ts';
import { httpErrors } from '../http-errors.ts';
import type { OpenHttpResponse } from '../http-message.ts';
import { parseTarget } from '../request-target.ts';
import { describeAnswer } from './describe-answer.ts';
import { hideCredentials } from './hide-credentials.ts';
import type { OAuth } from './oauth.schema.ts';

export interface Token {
  readonly accessToken: string;
  /** Milliseconds; `undefined` if the server does not say. */
  readonly expiresInMs: number | undefined;
  /** Replaces the one that was used, if the server rotates them. */
  readonly refreshToken: string | undefined;
}

const tokenAnswer = z.object({
  access_token: z
    .string()
    .min(1)
    .refine((token) => describeHeaderProblem(['Authorization', token]) === undefined),
  expires_in: z.coerce.number().min(0).optional().catch(undefined),
  refresh_token: z.string().min(1).optional().catch(undefined),
});
/** RFC 6749, 5.2. */
const errorAnswer = z.object({ error: z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/) });

const MAX_ANSWER_BYTES = 1_000_000;
const NEEDS_A_PERSON: readonly string[] = ['interaction_required', 'login_required', 'consent_required'];

/**
 * Reads the response of a token endpoint.
 * @throws ConnectorError `OAUTH_TOKEN_ERROR`, `OAUTH_REFRESH_TOKEN_EXPIRED`, `OAUTH_INTERACTION_REQUIRED`, or
 * the status; RetryableError with the status
 */
export async function readToken(response: OpenHttpResponse, oauth: OAuth, nowMs: number): Promise<Token> {
  const answer = await readAnswer(response);
  const endpoint = parseTarget(oauth.oauthTokenEndpoint).label;
  const refusal = errorAnswer.safeParse(answer).data;
  const describe = (): JsonObject => describeAnswer(response.headers, answer, oauth);
  if (response.status >= 400) {
    const { status, reason } = response;
    const error = refusal === undefined ? reason : hideCredentials(refusal.error, oauth);
    const detail = `The token endpoint ${endpoint} answered ${status} ${error}`.trimEnd();
    throw statusFailure({ ...response, body: null }, { nowMs, detail, variables: describe() });
  }
  if (refusal !== undefined) {
    const code = chooseCode(refusal.error, oauth);
    const message = `The token endpoint ${endpoint} gave no token: ${hideCredentials(refusal.error, oauth)}`;
    throw httpErrors[code]({ message, variables: describe() });
  }
  const token = tokenAnswer.safeParse(answer);
  if (response.status < 300 && token.success) {
    const { access_token: accessToken, expires_in: seconds, refresh_token: refreshToken } = token.data;
    return { accessToken, expiresInMs: seconds === undefined ? undefined : seconds * 1000, refreshToken };
  }
  throw httpErrors.OAUTH_TOKEN_ERROR({
    message: `The token endpoint ${endpoint} answered ${response.status}, but without an access_token; check its URL`,
    variables: describe(),
  });
}

const chooseCode = (error: string, { type }: OAuth) => {
  if (NEEDS_A_PERSON.includes(error)) return 'OAUTH_INTERACTION_REQUIRED';
  return error === 'invalid_grant' && type === 'oauth-refresh-token'
    ? 'OAUTH_REFRESH_TOKEN_EXPIRED'
    : 'OAUTH_TOKEN_ERROR';
};

/** JSON if possible, otherwise text; `undefined` if it is too large. */
async function readAnswer({ headers, body }: OpenHttpResponse): Promise<JsonValue | undefined> {
  const bytes = await body.readUpTo(MAX_ANSWER_BYTES);
  if (bytes === undefined) return undefined;
  const { charset } = parseContentType(readContentType(headers));
  const text = decodeText(bytes, charset);
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}
