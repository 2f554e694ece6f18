import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { ConnectorError, RetryableError } from '@jobwright/connector-sdk';
import type { JsonValue } from '@jobwright/json';
import { callHttp, type OpenHttpResponse, encodePathSegment } from '@jobwright/http-client';
import { z } from 'zod';
import { type FunctionContext, type IntrinsicFunction, WrongParameter } from './intrinsic-function.ts';

/** GitHub accepts no longer lifetime. */
const JWT_SECONDS = 60;
const MAX_KEY_CHARACTERS = 20_000;
const MAX_RSA_BITS = 8192;
const MAX_ANSWER_BYTES = 1_000_000;

/** Fetches a token of an installation of a GitHub App with the private key of the App. */
export const createGithubAppInstallationToken: IntrinsicFunction = {
  required: 3,
  optional: 0,
  async call([privateKey = null, appId = null, installationId = null], context) {
    const key = readKey(privateKey, context);
    const issuer = readId(appId, 1);
    const installation = readId(installationId, 2);
    const now = Math.floor(context.expressions.clock.now() / 1000);
    const jwt = signJwt({ iss: issuer, iat: now, exp: now + JWT_SECONDS }, key);
    context.hideSecret?.(jwt);
    const token = await fetchToken(jwt, installation, context);
    context.hideSecret?.(token);
    return token;
  },
};

function readKey(value: JsonValue, { hideSecret }: FunctionContext): KeyObject {
  if (typeof value !== 'string' || value.length > MAX_KEY_CHARACTERS) throw new WrongParameter(0, NO_KEY);
  hideSecret?.(value);
  // Environment variables hold it in one line, with or without escapes.
  const match = /^-----BEGIN ((?:RSA )?PRIVATE KEY)-----([A-Za-z\d+/=\s]+)-----END \1-----$/.exec(
    value.replaceAll(String.raw`\n`, '\n').trim(),
  );
  const [, label = '', body = ''] = match ?? [];
  const lines = body.replaceAll(/\s/g, '').match(/.{1,64}/g) ?? [];
  try {
    const key = createPrivateKey([`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`].join('\n'));
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    if (key.asymmetricKeyType === 'rsa' && bits <= MAX_RSA_BITS) return key;
  } catch {
    // The message of OpenSSL may quote the key.
  }
  throw new WrongParameter(0, NO_KEY);
}

const NO_KEY = 'must be the RSA private key of the GitHub App, as PEM without a password';

function readId(value: JsonValue, index: number): string {
  const text = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value;
  if (typeof text === 'string' && /^[\w.-]{1,100}$/.test(text.trim())) return text.trim();
  throw new WrongParameter(index, 'must be an id of GitHub');
}

function signJwt(claims: Readonly<Record<string, string | number>>, key: KeyObject): string {
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
}

const tokenAnswer = z.object({ token: z.string().regex(/^[\x21-\x7e]+$/) });
const refusal = z.object({ message: z.string() });

function fetchToken(jwt: string, installation: string, context: FunctionContext): Promise<string> {
  const path = `app/installations/${encodePathSegment(installation, 'installationId')}/access_tokens`;
  const request = {
    method: 'POST',
    url: `${context.githubApiUrl}/${path}`,
    headers: [
      ['Accept', 'application/vnd.github.v3+json'],
      ['Authorization', `Bearer ${jwt}`],
      ['User-Agent', 'jobwright'],
    ],
    maxResponseBytes: MAX_ANSWER_BYTES,
  } as const;
  return callHttp({ request }, context, async (response) => {
    const answer = await readJson(response);
    const { status } = response;
    if (status < 200 || status >= 300) throw refusalOf(status, answer);
    const parsed = tokenAnswer.safeParse(answer);
    if (parsed.success) return parsed.data.token;
    throw new ConnectorError({ code: 'GITHUB_TOKEN_REFUSED', message: 'GitHub answered without a token' });
  });
}

async function readJson({ body }: OpenHttpResponse): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

function refusalOf(status: number, answer: unknown): Error {
  const answered = refusal.safeParse(answer);
  const reason = answered.success ? `: ${answered.data.message.slice(0, 200)}` : '';
  const failure = {
    code: 'GITHUB_TOKEN_REFUSED',
    message: `GitHub answered ${status} to the request for a token${reason}`,
  };
  return status >= 500 || status === 429 ? new RetryableError(failure) : new ConnectorError(failure);
}
