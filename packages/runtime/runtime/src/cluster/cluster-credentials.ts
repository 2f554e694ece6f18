import { endsWithin, untilAborted } from '@jobwright/concurrency';
import type { ClusterHttp } from './cluster-http.ts';
import { credentialsError } from './cluster-call-error.ts';
import type { CallBounds } from './call-bounds.ts';
import type { ClusterAuthentication } from './cluster-access.ts';
import type { ClusterCredentials, Headers } from './call-credentials.ts';
import { createOidcCredentials } from './oidc-credentials.ts';

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
  getHeaders: () => headers,
  refuse: () => undefined,
});

/**
 * Waits for credentials, unless they are there: that is the case for most calls. A token is fetched for all
 * who wait for it, so the fetch goes on when one of them has given up.
 * @throws ClusterCallError with the failure `token` or `tokenEndpoint`
 */
export function waitForCredentials<Credentials>(
  bounds: CallBounds,
  fetch: () => Credentials | Promise<Credentials>,
): Credentials | Promise<Credentials> {
  const credentials = fetch();
  return credentials instanceof Promise ? waitFor(credentials, bounds) : credentials;
}

async function waitFor<Credentials>(
  credentials: Promise<Credentials>,
  { timeoutMs, signal }: CallBounds,
): Promise<Credentials> {
  try {
    const waiting = signal === undefined ? credentials : untilAborted(credentials, signal);
    if (await endsWithin(timeoutMs, waiting)) return await waiting;
  } catch (error) {
    throw credentialsError(error);
  }
  throw credentialsError(timeoutError());
}

const timeoutError = (): Error =>
  new Error('No credentials for the cluster arrived in time: check the address of its token endpoint');
