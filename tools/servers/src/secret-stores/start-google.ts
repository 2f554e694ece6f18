import { randomBytes } from 'node:crypto';
import { exportPKCS8, generateKeyPair, jwtVerify } from 'jose';
import { serveJson } from '../local-server/index.ts';

export interface RunningGoogle {
  /** Of Secret Manager, and of the metadata service of machines and pods. */
  readonly endpoint: string;
  readonly project: 'my-project';
  /** The text of the key file of a service account that may read the secrets. */
  readonly keyFile: string;
  /** The same with the key of somebody else. */
  readonly wrongKeyFile: string;
  /** Adds a version to a secret. */
  put(name: string, value: string): void;
  /** Tokens given so far open nothing any more. */
  revokeTokens(): void;
  stop(): void;
}

const PROJECT = 'my-project';
const ACCOUNT = `connectors@${PROJECT}.iam.gserviceaccount.com`;
const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/**
 * Speaks the part of Google Cloud's APIs that reads secrets, as there is no emulator of it in a package
 * registry.
 */
export async function startGoogle(): Promise<RunningGoogle> {
  const [own, foreign] = await Promise.all([
    generateKeyPair('RS256', { extractable: true }),
    generateKeyPair('RS256', { extractable: true }),
  ]);
  const secrets = new Map<string, string>();
  const tokens = new Set<string>();
  let tokenUri = '';
  const giveToken = () => {
    const token = randomBytes(24).toString('base64url');
    tokens.add(token);
    return { json: { access_token: token, expires_in: 3_599, token_type: 'Bearer' } };
  };
  const access = (path: string, authorization: unknown) => {
    if (typeof authorization !== 'string' || !tokens.has(authorization.replace('Bearer ', ''))) {
      return { status: 401, json: { error: { code: 401, status: 'UNAUTHENTICATED' } } };
    }
    const name = new RegExp(`^/v1/projects/${PROJECT}/secrets/([^/]+)/versions/latest:access$`).exec(
      path,
    )?.[1];
    const value = name === undefined ? undefined : secrets.get(decodeURIComponent(name));
    if (value === undefined) return { status: 404, json: { error: { code: 404, status: 'NOT_FOUND' } } };
    return { json: { payload: { data: Buffer.from(value).toString('base64') } } };
  };
  const server = await serveJson(async ({ path, headers, body }) => {
    if (path === '/token') {
      const form = new URLSearchParams(body);
      const verified = await jwtVerify(form.get('assertion') ?? '', own.publicKey, {
        issuer: ACCOUNT,
        audience: tokenUri,
      }).catch(() => undefined);
      if (form.get('grant_type') === GRANT && verified !== undefined) return giveToken();
      return { status: 400, json: { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' } };
    }
    if (path === '/computeMetadata/v1/instance/service-accounts/default/token') {
      return headers['metadata-flavor'] === 'Google' ? giveToken() : { status: 403, json: {} };
    }
    return access(path, headers['authorization']);
  });
  tokenUri = `${server.origin}/token`;
  const makeKeyFile = async (key: Awaited<ReturnType<typeof generateKeyPair>>['privateKey']) =>
    JSON.stringify({
      type: 'service_account',
      project_id: PROJECT,
      private_key: await exportPKCS8(key),
      client_email: ACCOUNT,
      token_uri: tokenUri,
    });
  return {
    endpoint: server.origin,
    project: PROJECT,
    keyFile: await makeKeyFile(own.privateKey),
    wrongKeyFile: await makeKeyFile(foreign.privateKey),
    put: (name, value) => void secrets.set(name, value),
    revokeTokens: () => tokens.clear(),
    stop: () => server.close(),
  };
}
