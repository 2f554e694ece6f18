import { readFile } from 'node:fs/promises';
import { importPKCS8, SignJWT } from 'jose';
import type { TimedToken } from '@jobwright/http-client';
import { z } from 'zod';
import { SecretStoreError } from '../secret-store-error.ts';
import { readAnswer, type StoreHttp } from '../store/call-store.ts';

/** The key file of a service account, or the service account of the machine or pod. */
export type GoogleLogin =
  | { readonly kind: 'keyFile'; readonly file: string }
  | { readonly kind: 'metadata'; readonly endpoint?: string };

const METADATA = 'http://metadata.google.internal';
const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';
const tokenAnswer = z.object({ access_token: z.string(), expires_in: z.number() });
const keyFile = z.object({
  type: z.literal('service_account'),
  client_email: z.string(),
  private_key: z.string(),
  private_key_id: z.string().optional(),
  token_uri: z.url(),
});

/** @throws SecretStoreError */
export async function fetchGoogleToken(login: GoogleLogin, http: StoreHttp): Promise<TimedToken<string>> {
  const answer =
    login.kind === 'keyFile'
      ? await askWithKey(login.file, http)
      : await http.call({
          method: 'GET',
          url: `${login.endpoint ?? METADATA}/computeMetadata/v1/instance/service-accounts/default/token`,
          headers: [['Metadata-Flavor', 'Google']],
        });
  if (answer.status !== 200) {
    throw new SecretStoreError(
      `Google Cloud issued no token (${answer.status}): check the service account of this workload`,
    );
  }
  const token = readAnswer(tokenAnswer, answer, 'Google Cloud');
  return { value: token.access_token, lifetimeMs: token.expires_in * 1000 };
}

/** @see https://developers.google.com/identity/protocols/oauth2/service-account#httprest */
async function askWithKey(file: string, http: StoreHttp) {
  const key = await readKeyFile(file);
  const assertion = await new SignJWT({ scope: SCOPE })
    .setProtectedHeader({
      alg: 'RS256',
      typ: 'JWT',
      ...(key.private_key_id !== undefined && { kid: key.private_key_id }),
    })
    .setIssuer(key.client_email)
    .setAudience(key.token_uri)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(await importPKCS8(key.private_key, 'RS256'));
  return http.call({
    method: 'POST',
    url: key.token_uri,
    headers: [['Content-Type', 'application/x-www-form-urlencoded']],
    body: new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion,
    }).toString(),
  });
}

async function readKeyFile(file: string): Promise<z.output<typeof keyFile>> {
  try {
    return keyFile.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    // Without its cause: a parser's message can repeat a piece of the key.
    throw new SecretStoreError(
      `${file} is not a key file of a Google service account (a JSON file with type service_account)`,
    );
  }
}
