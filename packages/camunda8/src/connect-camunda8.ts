import { Camunda8 } from '@camunda8/sdk';
import { createOidcTokens, type OidcTokens } from './oidc-tokens.ts';
import { readSdkConfiguration, toOidcClient } from './sdk-configuration.ts';

/** How `@camunda8/sdk` is told where the cluster is; what is left out it takes from the environment. */
export type Camunda8Configuration = NonNullable<ConstructorParameters<typeof Camunda8>[0]>;

/**
 * The SDK, with tokens of ours where it is configured to take some: its own are written to the home folder, are not given up when the cluster
 * refuses them, and after one refusal by Camunda SaaS are never asked for again.
 */
export function connectCamunda8(
  configuration: Camunda8Configuration,
  /** Of an earlier connection with the same credentials. */
  known?: OidcTokens,
): {
  readonly camunda8: Camunda8;
  readonly tokens: OidcTokens | undefined;
} {
  const quiet: Camunda8Configuration = { ...configuration, CAMUNDA_TOKEN_DISK_CACHE_DISABLE: true };
  const camunda8 = new Camunda8(quiet);
  const oidc = toOidcClient(readSdkConfiguration(Reflect.get(camunda8, 'configuration')));
  if (oidc === undefined) return { camunda8, tokens: undefined };
  const tokens = known ?? createOidcTokens(oidc);
  return { camunda8: new Camunda8({ ...quiet, oAuthProvider: tokens }), tokens };
}
