import { listChoices, offers, type OfficialTemplate } from './official-templates.ts';

/** One kind of authentication, as it is filled in and as it must be seen on the wire. */
export interface AuthenticationCase {
  readonly name: string;
  readonly values: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly query: string;
  /** The form that the token endpoint must get, once; with its `Authorization`. */
  readonly token?: { readonly form: Readonly<Record<string, string>>; readonly authorization?: string };
}

/** What the placeholders in the values become. */
export const AUTHENTICATION_SECRETS = {
  USER: 'ada',
  PASSWORD: 'pä:ss wörd',
  TOKEN: 't0ken',
  API_KEY: 'k3y&=/+ä',
  CLIENT_SECRET: 's3cret+/=',
  REFRESH_TOKEN: 'r3fresh',
} as const;
const { USER, PASSWORD, TOKEN, API_KEY, CLIENT_SECRET, REFRESH_TOKEN } = AUTHENTICATION_SECRETS;

/** What the token endpoint of the test answers. */
export const ACCESS_TOKEN = 'acc3ss';

const encodeBasicCredentials = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

const toValues = (fields: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [`authentication.${name}`, value]));

const none: AuthenticationCase = {
  name: 'noAuth',
  values: toValues({ type: 'noAuth' }),
  headers: { authorization: undefined },
  query: '',
};
const basic: AuthenticationCase = {
  name: 'basic',
  values: toValues({ type: 'basic', username: '{{secrets.USER}}', password: '{{secrets.PASSWORD}}' }),
  headers: { authorization: encodeBasicCredentials(USER, PASSWORD) },
  query: '',
};
const bearer: AuthenticationCase = {
  name: 'bearer',
  values: toValues({ type: 'bearer', token: '{{secrets.TOKEN}}' }),
  headers: { authorization: `Bearer ${TOKEN}` },
  query: '',
};
const apiKeyInHeader: AuthenticationCase = {
  name: 'apiKey in a header',
  values: toValues({
    type: 'apiKey',
    apiKeyLocation: 'headers',
    name: 'X-Api-Key',
    value: '{{secrets.TOKEN}}',
  }),
  headers: { 'x-api-key': TOKEN, authorization: undefined },
  query: '',
};
const apiKeyInQuery: AuthenticationCase = {
  name: 'apiKey in the query',
  values: toValues({ type: 'apiKey', apiKeyLocation: 'query', name: 'key', value: '{{secrets.API_KEY}}' }),
  headers: { authorization: undefined },
  query: `key=${encodeURIComponent(API_KEY)}`,
};

const tokenEndpoint = '=base + "/token/" + name';
const authorized = { headers: { authorization: `Bearer ${ACCESS_TOKEN}` }, query: '' };
const credentialsInBody: AuthenticationCase = {
  name: 'OAuth client credentials in the body',
  values: toValues({
    type: 'oauth-client-credentials-flow',
    oauthTokenEndpoint: tokenEndpoint,
    clientId: 'client',
    clientSecret: '{{secrets.CLIENT_SECRET}}',
    clientAuthentication: 'credentialsBody',
    audience: 'orders',
    scopes: 'read write',
  }),
  ...authorized,
  token: {
    form: {
      grant_type: 'client_credentials',
      client_id: 'client',
      client_secret: CLIENT_SECRET,
      audience: 'orders',
      scope: 'read write',
    },
  },
};
const credentialsInHeader: AuthenticationCase = {
  name: 'OAuth client credentials in a header',
  values: toValues({
    type: 'oauth-client-credentials-flow',
    oauthTokenEndpoint: tokenEndpoint,
    clientId: 'client',
    clientSecret: '{{secrets.CLIENT_SECRET}}',
    clientAuthentication: 'basicAuthHeader',
  }),
  ...authorized,
  token: {
    form: { grant_type: 'client_credentials' },
    authorization: encodeBasicCredentials('client', CLIENT_SECRET),
  },
};
const refreshToken: AuthenticationCase = {
  name: 'OAuth refresh token',
  values: toValues({
    type: 'oauth-refresh-token',
    oauthTokenEndpoint: tokenEndpoint,
    clientId: 'client',
    clientSecret: '{{secrets.CLIENT_SECRET}}',
    refreshToken: '{{secrets.REFRESH_TOKEN}}',
    scopes: 'read',
  }),
  ...authorized,
  token: {
    form: {
      grant_type: 'refresh_token',
      client_id: 'client',
      client_secret: CLIENT_SECRET,
      refresh_token: REFRESH_TOKEN,
      scope: 'read',
    },
  },
};
const refreshTokenOfPublicClient: AuthenticationCase = {
  name: 'OAuth refresh token of a public client',
  values: toValues({
    type: 'oauth-refresh-token',
    oauthTokenEndpoint: tokenEndpoint,
    clientId: 'client',
    refreshToken: '{{secrets.REFRESH_TOKEN}}',
  }),
  ...authorized,
  token: { form: { grant_type: 'refresh_token', client_id: 'client', refresh_token: REFRESH_TOKEN } },
};

/** By what the templates call them. */
const CASES: Readonly<Record<string, readonly AuthenticationCase[]>> = {
  noAuth: [none],
  basic: [basic],
  bearer: [bearer],
  apiKey: [apiKeyInHeader, apiKeyInQuery],
  'oauth-client-credentials-flow': [credentialsInBody, credentialsInHeader],
  'oauth-refresh-token': [refreshToken, refreshTokenOfPublicClient],
};

/**
 * Every kind that this version of a template offers. A kind that nobody has a case for is a mistake of the
 * test.
 */
export function listAuthenticationCases(template: OfficialTemplate): readonly AuthenticationCase[] {
  if (!offers(template, 'authentication.type')) return [{ ...none, values: {} }];
  return listChoices(template, 'authentication.type').flatMap((kind) => {
    const cases = CASES[kind];
    if (cases === undefined) throw new Error(`No case for authentication ${kind} of ${template.id}`);
    return cases;
  });
}
