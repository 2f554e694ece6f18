import { randomBytes } from 'node:crypto';
import { serveJson } from '../local-server/index.ts';

export interface RunningAzure {
  readonly vaultUrl: string;
  /** Of Entra ID, and of the metadata service of machines. */
  readonly authority: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What AKS puts into a pod of the app. */
  readonly federatedToken: string;
  /** Writes a secret; it is a new version when there is one. */
  put(name: string, value: string): void;
  /** Tokens given so far open nothing any more. */
  revokeTokens(): void;
  stop(): void;
}

const SCOPE = 'https://vault.azure.net';
const BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/**
 * Speaks the part of Azure's APIs that reads secrets, as there is no emulator of it in a package registry.
 */
export async function startAzure(): Promise<RunningAzure> {
  const tenantId = '11111111-2222-3333-4444-555555555555';
  const clientId = '66666666-7777-8888-9999-000000000000';
  const [clientSecret, federatedToken] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')];
  const secrets = new Map<string, string>();
  const tokens = new Set<string>();
  const giveToken = (expiresIn: number | string) => {
    const token = randomBytes(24).toString('base64url');
    tokens.add(token);
    return { json: { access_token: token, expires_in: expiresIn, token_type: 'Bearer' } };
  };
  const isApp = (form: URLSearchParams): boolean =>
    form.get('grant_type') === 'client_credentials' &&
    form.get('client_id') === clientId &&
    form.get('scope') === `${SCOPE}/.default` &&
    (form.get('client_secret') === clientSecret ||
      (form.get('client_assertion_type') === BEARER && form.get('client_assertion') === federatedToken));

  const server = await serveJson(({ path, query, headers, body }) => {
    if (path === `/${tenantId}/oauth2/v2.0/token`) {
      if (isApp(new URLSearchParams(body))) return giveToken(3_599);
      return { status: 401, json: { error: 'invalid_client' } };
    }
    if (path === '/metadata/identity/oauth2/token') {
      const asked = headers['metadata'] === 'true' && query.get('resource') === SCOPE;
      return asked ? giveToken('86399') : { status: 400, json: { error: 'invalid_request' } };
    }
    const name = /^\/secrets\/([0-9a-zA-Z-]+)$/.exec(path)?.[1];
    if (!tokens.has(String(headers['authorization']).replace('Bearer ', ''))) {
      return { status: 401, json: { error: { code: 'Unauthorized' } } };
    }
    if (name === undefined || !query.has('api-version')) {
      return { status: 400, json: { error: { code: 'BadParameter' } } };
    }
    const value = secrets.get(name);
    if (value === undefined) return { status: 404, json: { error: { code: 'SecretNotFound' } } };
    return { json: { value, id: `${SCOPE}/secrets/${name}/1`, attributes: { enabled: true } } };
  });
  return {
    vaultUrl: server.origin,
    authority: server.origin,
    tenantId,
    clientId,
    clientSecret,
    federatedToken,
    put: (name, value) => void secrets.set(name, value),
    revokeTokens: () => tokens.clear(),
    stop: () => server.close(),
  };
}
