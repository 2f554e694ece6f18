import { Camunda8 } from '@camunda8/sdk';
import { createOidcTokens, type OidcTokens } from './oidc-tokens.ts';
import { readSdkConfiguration, toOidcClient } from './sdk-configuration.ts';
import type { Camunda8Configuration } from './start-connectors.ts';

/** What is said of the cluster and its authentication is incomplete or contradicts itself. */
export class ClusterSettingsError extends Error {
  override readonly name = 'ClusterSettingsError';
}

export interface ConnectedSdk {
  readonly camunda8: Camunda8;
  readonly tokens: OidcTokens | undefined;
}

/**
 * The SDK, with tokens of ours where it is configured to take some; nothing is sent yet.
 * @throws ClusterSettingsError
 */
export function connectSdk(configuration: Camunda8Configuration): ConnectedSdk {
  try {
    const camunda8 = new Camunda8(configuration);
    const oidc = toOidcClient(readSdkConfiguration(Reflect.get(camunda8, 'configuration')));
    if (oidc === undefined) {
      // Its authentication is looked at when its first client is made.
      camunda8.getZeebeGrpcApiClient();
      return { camunda8, tokens: undefined };
    }
    const tokens = createOidcTokens(oidc);
    return { camunda8: new Camunda8({ ...configuration, oAuthProvider: tokens }), tokens };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ClusterSettingsError(
      `The cluster is described incompletely (${reason.replace(/\. Please supply.*$/s, '')}): set ZEEBE_GRPC_ADDRESS and the CAMUNDA_* variables for its authentication (CAMUNDA_AUTH_STRATEGY=NONE for none)`,
      { cause },
    );
  }
}
