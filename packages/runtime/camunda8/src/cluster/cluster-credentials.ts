import { within } from '@jobwright/concurrency';
import type { ClusterHttp } from '../rest/cluster-http.ts';
import { credentialsError } from './cluster-call-error.ts';
import type { CallBounds } from './cluster-client.ts';
import type { ClusterAuthentication } from './cluster-settings.ts';
import { createOidcCredentials } from './oidc-credentials.ts';

/** Headers of a request by name, in lower case. */
export type Headers = Readonly<Record<string, string>>;

/** What authenticates the calls to a cluster, over gRPC and REST alike. */
export interface ClusterCredentials {
  /** @throws ClusterCallError */
  getHeaders(): Promise<Headers>;
  /** The cluster refuses these headers: a token in them is not used again. */
  refuse(headers: Headers): void;
}

/** Nothing is sent yet. `http` reaches the token endpoint. */
export function createClusterCredentials(
  authentication: ClusterAuthentication,
  http: ClusterHttp,
): ClusterCredentials {
  switch (authentication.method) {
    case 'none':
      return fixedCredentials({});
    case 'basic': {
      const { username, password } = authentication;
      return fixedCredentials({
        authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
      });
    }
    case 'bearer':
      return fixedCredentials({ authorization: `Bearer ${authentication.token}` });
    case 'oidc':
      return createOidcCredentials(authentication, http);
  }
}

const fixedCredentials = (headers: Headers): ClusterCredentials => ({
  getHeaders: () => Promise.resolve(headers),
  refuse: () => undefined,
});

/**
 * Waits for credentials. A token is fetched for all who wait for it, so the fetch goes on when one of them has given up.
 * @throws ClusterCallError with the failure `token` or `tokenEndpoint`
 */
export async function waitForCredentials<Credentials>(
  bounds: CallBounds,
  fetch: () => Promise<Credentials>,
): Promise<Credentials> {
  try {
    return await within({ ...bounds, timeoutError }, fetch);
  } catch (error) {
    throw credentialsError(error);
  }
}

const timeoutError = (): Error =>
  new Error('No credentials for the cluster arrived in time: check the address of its token endpoint');
