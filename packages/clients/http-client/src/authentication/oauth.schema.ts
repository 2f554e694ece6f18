import { z } from 'zod';
import { optionalTextInput, requiredTextInput } from '../inputs/text-inputs.ts';
import { urlInput } from '../inputs/url-input.ts';

const tokenEndpoint = urlInput.meta({
  title: 'OAuth 2.0 token endpoint',
  description: 'Starts with http:// or https://.',
  pattern: { value: '^https?://', message: 'must start with http:// or https://' },
});
const clientId = requiredTextInput.meta({ title: 'Client ID' });
const scopes = optionalTextInput.meta({ title: 'Scopes', description: 'With a blank between two.' });

/**
 * Inputs of the OAuth 2.0 client credentials grant (RFC 6749, 4.4), as an option of a discriminated union.
 */
export const clientCredentials = z.object({
  type: z.literal('oauth-client-credentials-flow').meta({ title: 'OAuth 2.0' }),
  oauthTokenEndpoint: tokenEndpoint,
  clientId,
  clientSecret: requiredTextInput.meta({
    title: 'Client secret',
    description: 'Use a secret.',
    secret: true,
  }),
  audience: optionalTextInput.meta({
    title: 'Audience',
    description: 'The API the token is for, if the server asks for it.',
  }),
  clientAuthentication: z
    .preprocess(
      (value) => (value === null || value === '' ? undefined : value),
      z
        .enum(['basicAuthHeader', 'credentialsBody'], {
          error: 'Expected basicAuthHeader or credentialsBody',
        })
        .default('basicAuthHeader'),
    )
    .meta({
      title: 'Client authentication',
      description: 'Send client ID and client secret as a Basic header, or in the body.',
      choices: {
        basicAuthHeader: 'Send as Basic Auth header',
        credentialsBody: 'Send client credentials in body',
      },
    }),
  scopes,
});

/** Inputs of the OAuth 2.0 refresh token grant (RFC 6749, 6), as an option of a discriminated union. */
export const refreshToken = z.object({
  type: z.literal('oauth-refresh-token').meta({ title: 'OAuth 2.0 refresh token' }),
  oauthTokenEndpoint: tokenEndpoint,
  clientId,
  clientSecret: optionalTextInput.meta({
    title: 'Client secret',
    description: 'Use a secret. Public clients have none.',
    secret: true,
  }),
  refreshToken: requiredTextInput.meta({
    title: 'Refresh token',
    description: 'Use a secret.',
    secret: true,
  }),
  scopes,
});

export type ClientCredentials = z.output<typeof clientCredentials>;
export type RefreshToken = z.output<typeof refreshToken>;
/** How an access token is obtained: by client credentials or a refresh token. */
export type OAuth = ClientCredentials | RefreshToken;
