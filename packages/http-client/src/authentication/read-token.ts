import { ConnectorError, type JsonObject } from '@jobwright/connector-sdk';
import { z } from 'zod';
import { toStatusFailure } from '../answers/status-failure.ts';
import { describeHeaderProblem } from '../describe-header-problem.ts';
import type { OpenHttpResponse } from '../http-message.ts';
import { parseTarget } from '../request-target.ts';
import { hideCredentials } from './hide-credentials.ts';
import type { OAuth } from './oauth.schema.ts';

export interface Token {
  readonly accessToken: string;
  /** Milliseconds; `undefined` when the server does not tell. */
  readonly expiresInMs: number | undefined;
  /** In place of the one used, where the server rotates them. */
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
/** RFC 6749, 5.2: what is not of these may be anything. */
const errorAnswer = z.object({
  error: z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/),
  error_description: z.string().optional().catch(undefined),
  error_uri: z.string().optional().catch(undefined),
});

const MAX_ANSWER_BYTES = 1_000_000;
const NEEDS_A_PERSON: readonly string[] = ['interaction_required', 'login_required', 'consent_required'];

/**
 * Reads what the token endpoint answered.
 * @throws ConnectorError `OAUTH_TOKEN_ERROR`, `OAUTH_REFRESH_TOKEN_EXPIRED`, `OAUTH_INTERACTION_REQUIRED`, or the status;
 * RetryableError with the status
 */
export async function readToken(response: OpenHttpResponse, oauth: OAuth, nowMs: number): Promise<Token> {
  const answer = await readJson(response);
  const endpoint = parseTarget(oauth.oauthTokenEndpoint).label;
  const refusal = readRefusal(answer, oauth);
  const variables = refusal === undefined ? {} : toVariables(refusal);
  if (response.status >= 400) {
    const { status, reason } = response;
    const message = `The token endpoint ${endpoint} answered ${status} ${refusal?.error ?? reason}`.trimEnd();
    throw toStatusFailure({ ...response, body: null }, { nowMs, message, variables });
  }
  if (refusal !== undefined) {
    const code = toCode(refusal.error, oauth);
    const message = `The token endpoint ${endpoint} gave no token: ${refusal.error}`;
    throw new ConnectorError({ code, message, variables });
  }
  const token = tokenAnswer.safeParse(answer);
  if (response.status < 300 && token.success) {
    const { access_token: accessToken, expires_in: seconds, refresh_token: refreshToken } = token.data;
    return { accessToken, expiresInMs: seconds === undefined ? undefined : seconds * 1000, refreshToken };
  }
  throw new ConnectorError({
    code: 'OAUTH_TOKEN_ERROR',
    message: `The token endpoint ${endpoint} answered ${response.status}, but without an access_token; check its URL`,
  });
}

type Refusal = z.output<typeof errorAnswer>;

function readRefusal(answer: unknown, oauth: OAuth): Refusal | undefined {
  const refusal = errorAnswer.safeParse(answer).data;
  if (refusal === undefined) return undefined;
  const hide = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : hideCredentials(text, oauth);
  return {
    error: hideCredentials(refusal.error, oauth),
    error_description: hide(refusal.error_description),
    error_uri: hide(refusal.error_uri),
  };
}

const toCode = (error: string, { type }: OAuth): string => {
  if (NEEDS_A_PERSON.includes(error)) return 'OAUTH_INTERACTION_REQUIRED';
  return error === 'invalid_grant' && type === 'oauth-refresh-token'
    ? 'OAUTH_REFRESH_TOKEN_EXPIRED'
    : 'OAUTH_TOKEN_ERROR';
};

const toVariables = (refusal: Refusal): JsonObject => ({
  response: {
    body: Object.fromEntries(
      Object.entries(refusal).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
  },
});

async function readJson({ body }: OpenHttpResponse): Promise<unknown> {
  const bytes = await body.readUpTo(MAX_ANSWER_BYTES);
  try {
    return bytes === undefined ? undefined : JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
