import { encodeBasicCredentials } from './credentials.ts';
import type { OAuth } from './oauth.schema.ts';

const HIDDEN = '***';

/**
 * A text of a token endpoint, or `***` if it repeats a credential: some put the whole request into their
 * error descriptions.
 */
export function hideCredentials(text: string, oauth: OAuth): string {
  const secrets = [oauth.clientSecret, oauth.type === 'oauth-refresh-token' ? oauth.refreshToken : undefined];
  const forms = secrets.flatMap((secret) => (secret === undefined ? [] : listForms(secret, oauth.clientId)));
  return forms.some((form) => text.includes(form)) ? HIDDEN : text;
}

const listForms = (secret: string, clientId: string): readonly string[] => [
  secret,
  encodeURIComponent(secret),
  new URLSearchParams([['', secret]]).toString().slice(1),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString('base64'),
  encodeBasicCredentials(clientId, secret).slice('Basic '.length),
];
