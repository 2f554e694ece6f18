import type { OutboundNetwork } from '@jobwright/connector-sdk';
import type { ClusterSettings } from './cluster-settings.ts';
import { createOidcTokens } from './oidc-tokens.ts';

export type Headers = Readonly<Record<string, string>>;

/** What authenticates the calls to a cluster, over gRPC and REST alike. */
export interface ClusterCredentials {
  /** @throws TokenError */
  getHeaders(): Promise<Headers>;
  /** The cluster refuses the token of these headers: the next one is a new one. */
  refuse(headers: Headers): void;
}

/** Nothing is sent yet. `network` has the proxies and limits on the way to the issuer of tokens. */
export function createClusterCredentials(
  { authentication, tls }: ClusterSettings,
  network: OutboundNetwork | undefined,
): ClusterCredentials {
  switch (authentication.method) {
    case 'none':
      return always({});
    case 'basic': {
      const { username, password } = authentication;
      return always({
        authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
      });
    }
    case 'bearer':
      return always({ authorization: `Bearer ${authentication.token}` });
    case 'oidc':
      return createOidcTokens({ ...authentication, tls, network });
  }
}

const always = (headers: Headers): ClusterCredentials => ({
  getHeaders: () => Promise.resolve(headers),
  refuse: () => undefined,
});
