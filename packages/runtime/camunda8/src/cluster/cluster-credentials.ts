import { endsWithin, untilAborted } from '@jobwright/concurrency';
import type { ClusterHttp } from '../rest/cluster-http.ts';
import { credentialsError } from './cluster-call-error.ts';
import type { CallBounds } from './cluster-client.ts';
import type { ClusterAuthentication } from './cluster-settings.ts';
import { createOidcCredentials } from './oidc-credentials.ts';

/** Headers of a request by name, in lower case. */
export type Headers = Readonly<Record<string, string>>;

/** What authenticates the calls to a cluster, over gRPC and REST alike. */
export interface ClusterCredentials {
  /** The headers, at once where no token has to be fetched. @throws ClusterCallError */
  getHeaders(): Headers | Promise<Headers>;
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
  getHeaders: () => headers,
  refuse: () => undefined,
});

/**
 * Waits for credentials, unless they are there: that is the case for most calls. A token is fetched for all who wait for it, so the fetch
 * goes on when one of them has given up.
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
