import { Camunda8 } from '@camunda8/sdk';
import { toErrorMessage } from '@jobwright/concurrency';
import type { OutboundNetwork } from '@jobwright/connector-sdk';
import { createOidcTokens, type OidcTokens } from './oidc-tokens.ts';
import { readSdkConfiguration, toOidcClient } from './sdk-configuration.ts';

/** How `@camunda8/sdk` is told where the cluster is; what is left out it takes from the environment. */
export type Camunda8Configuration = NonNullable<ConstructorParameters<typeof Camunda8>[0]>;

/** What is said of the cluster and its authentication is incomplete or contradicts itself. */
export class ClusterSettingsError extends Error {
  override readonly name = 'ClusterSettingsError';
}

export interface ConnectedCamunda8 {
  readonly camunda8: Camunda8;
  readonly tokens: OidcTokens | undefined;
}

export interface ConnectOptions {
  /** Tokens of an earlier connection with the same credentials. */
  readonly known?: OidcTokens | undefined;
  /** Proxies and limits on the way to the issuer of tokens. Default: directly. */
  readonly network?: OutboundNetwork | undefined;
}

/**
 * The SDK, with tokens of ours where it is configured to take some: its own are written to the home folder, are not given up when the cluster
 * refuses them, and after one refusal by Camunda SaaS are never asked for again. Nothing is sent yet.
 * @throws ClusterSettingsError
 */
export function connectCamunda8(
  configuration: Camunda8Configuration,
  { known, network }: ConnectOptions = {},
): ConnectedCamunda8 {
  const quiet: Camunda8Configuration = { ...configuration, CAMUNDA_TOKEN_DISK_CACHE_DISABLE: true };
  try {
    const camunda8 = new Camunda8(quiet);
    const oidc = toOidcClient(readSdkConfiguration(Reflect.get(camunda8, 'configuration')));
    if (oidc === undefined) {
      // Its authentication is looked at when its first client is made.
      camunda8.getZeebeGrpcApiClient();
      return { camunda8, tokens: undefined };
    }
    const tokens = known ?? createOidcTokens({ ...oidc, network });
    return { camunda8: new Camunda8({ ...quiet, oAuthProvider: tokens }), tokens };
  } catch (cause) {
    const reason = toErrorMessage(cause);
    throw new ClusterSettingsError(
      `The cluster is described incompletely (${reason.replace(/\. Please supply.*$/s, '')}): set ZEEBE_GRPC_ADDRESS and the CAMUNDA_* variables for its authentication (CAMUNDA_AUTH_STRATEGY=NONE for none)`,
      { cause },
    );
  }
}
