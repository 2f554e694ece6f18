import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { serveJson } from '../local-server/index.ts';

export interface Pod {
  readonly namespace: string;
  readonly serviceAccount: string;
}

export interface Kubernetes {
  /** Of its API, which reviews tokens and nothing else. */
  readonly origin: string;
  /** What Vault shows to have a token reviewed. */
  readonly reviewerToken: string;
  /** What Kubernetes puts into a pod of a service account. */
  issuePodToken(pod: Pod): Promise<string>;
  close(): void;
}

const ISSUER = 'https://kubernetes.default.svc.cluster.local';
const REVIEWS = '/apis/authentication.k8s.io/v1/tokenreviews';

/**
 * As much of Kubernetes as Vault asks: whose a token is.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-review-v1/
 */
export async function startKubernetes(): Promise<Kubernetes> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const uids = new Map<string, string>();
  const reviewerToken = await new SignJWT({ sub: 'system:serviceaccount:vault:reviewer' })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(createSecretKey(randomBytes(32)));

  const review = async (token: string): Promise<object> => {
    const verified = await jwtVerify(token, publicKey, { issuer: ISSUER }).catch(() => undefined);
    const username = verified?.payload.sub ?? '';
    const uid = uids.get(username);
    if (uid === undefined) return { authenticated: false, error: 'invalid bearer token' };
    const [, , namespace = ''] = username.split(':');
    const groups = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'];
    return { authenticated: true, user: { username, uid, groups }, audiences: [ISSUER] };
  };

  const server = await serveJson(async ({ method, path, headers, body }) => {
    if (method !== 'POST' || path !== REVIEWS) return { status: 404, json: { kind: 'Status', code: 404 } };
    if (headers['authorization'] !== `Bearer ${reviewerToken}`) {
      return { status: 401, json: { kind: 'Status', code: 401 } };
    }
    const status = await review(readToken(JSON.parse(body)));
    return { status: 201, json: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', status } };
  });

  return {
    origin: server.origin,
    reviewerToken,
    close: () => server.close(),
    async issuePodToken({ namespace, serviceAccount }) {
      const username = `system:serviceaccount:${namespace}:${serviceAccount}`;
      const uid = uids.get(username) ?? randomUUID();
      uids.set(username, uid);
      return new SignJWT({ 'kubernetes.io': { namespace, serviceaccount: { name: serviceAccount, uid } } })
        .setProtectedHeader({ alg: 'RS256' })
        .setIssuer(ISSUER)
        .setSubject(username)
        .setAudience([ISSUER])
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(privateKey);
    },
  };
}

function readToken(review: unknown): string {
  if (typeof review !== 'object' || review === null) return '';
  const spec: unknown = Reflect.get(review, 'spec');
  if (typeof spec !== 'object' || spec === null) return '';
  const token: unknown = Reflect.get(spec, 'token');
  return typeof token === 'string' ? token : '';
}
