import type { HeaderLine, HttpRequest } from '../http-message.ts';
import { encodeBasicCredentials } from './credentials.ts';
import type { ClientCredentials, OAuth, RefreshToken } from './oauth.schema.ts';

/**
 * The request for an access token (RFC 6749, 4.4.2 and 6). Redirects are not followed: they would pass the
 * secret on.
 */
export function createTokenRequest(oauth: OAuth): HttpRequest {
  const isBasic =
    oauth.type === 'oauth-client-credentials-flow' && oauth.clientAuthentication === 'basicAuthHeader';
  const headers: HeaderLine[] = [
    ['Content-Type', 'application/x-www-form-urlencoded'],
    ['Accept', 'application/json'],
  ];
  if (isBasic) headers.push(['Authorization', encodeBasicCredentials(oauth.clientId, oauth.clientSecret)]);
  const parameters = oauth.type === 'oauth-refresh-token' ? refreshParameters(oauth) : grantParameters(oauth);
  const body = new URLSearchParams();
  for (const [name, value] of parameters) if (value !== undefined) body.append(name, value);
  return {
    method: 'POST',
    url: oauth.oauthTokenEndpoint,
    headers,
    body: body.toString(),
    repeatsOnce: true,
  };
}

type Parameters = readonly (readonly [name: string, value: string | undefined])[];

const grantParameters = ({
  clientAuthentication,
  clientId,
  clientSecret,
  audience,
  scopes,
}: ClientCredentials): Parameters => [
  ['grant_type', 'client_credentials'],
  ['audience', audience],
  ['scope', scopes],
  ...(clientAuthentication === 'credentialsBody'
    ? ([
        ['client_id', clientId],
        ['client_secret', clientSecret],
      ] as const)
    : []),
];

const refreshParameters = ({ clientId, clientSecret, refreshToken, scopes }: RefreshToken): Parameters => [
  ['grant_type', 'refresh_token'],
  ['client_id', clientId],
  ['refresh_token', refreshToken],
  ['client_secret', clientSecret],
  ['scope', scopes],
];
