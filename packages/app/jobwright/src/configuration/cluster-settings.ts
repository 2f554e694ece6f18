import type { Camunda8Configuration } from '@jobwright/camunda8';
import type { Environment } from './environment.ts';
import type { Camunda8ClusterConfiguration } from './camunda8-cluster.schema.ts';
import type { Camunda8Cluster } from './list-clusters.ts';
import { checkTlsFiles } from './check-tls-files.ts';
import { readCredential } from './credential.ts';

/**
 * Settings of a cluster by the names of `@camunda8/sdk`. Its variables (`ZEEBE_*`, `CAMUNDA_*`) override
 * `cluster`, but only fill in what an entry of `clusters` omits.
 * @throws CommandError when a credential cannot be read
 */
export function clusterSettings(
  { grpcAddress, restAddress, transport, physicalTenant, saas, auth, tls, isListed }: Camunda8Cluster,
  environment: Environment,
): Camunda8Configuration {
  const settings: Camunda8Configuration = {
    ...(grpcAddress !== undefined && { ZEEBE_GRPC_ADDRESS: grpcAddress }),
    ...(restAddress !== undefined && { ZEEBE_REST_ADDRESS: restAddress }),
    ...(transport !== 'auto' && { JOBWRIGHT_CLUSTER_TRANSPORT: transport }),
    ...(physicalTenant !== undefined && { CAMUNDA_PHYSICAL_TENANT_ID: physicalTenant }),
    ...(saas !== undefined && saasSettings(saas)),
    ...(auth !== undefined && authenticationSettings(auth, environment)),
    ...(tls?.caFile !== undefined && { CAMUNDA_CUSTOM_ROOT_CERT_PATH: tls.caFile }),
    ...(tls?.certificateFile !== undefined && { CAMUNDA_CUSTOM_CERT_CHAIN_PATH: tls.certificateFile }),
    ...(tls?.keyFile !== undefined && { CAMUNDA_CUSTOM_PRIVATE_KEY_PATH: tls.keyFile }),
  };
  if (isListed) {
    checkTlsFiles({ ...environment, ...settings });
    return settings;
  }
  checkTlsFiles({ ...settings, ...environment });
  return Object.fromEntries(Object.entries(settings).filter(([name]) => environment[name] === undefined));
}

const saasSettings = ({
  clusterId,
  region,
}: NonNullable<Camunda8ClusterConfiguration['saas']>): Camunda8Configuration => ({
  ZEEBE_GRPC_ADDRESS: `grpcs://${clusterId}.${region}.zeebe.camunda.io:443`,
  ZEEBE_REST_ADDRESS: `https://${region}.zeebe.camunda.io/${clusterId}`,
  CAMUNDA_OAUTH_URL: 'https://login.cloud.camunda.io/oauth/token',
  CAMUNDA_ZEEBE_OAUTH_AUDIENCE: 'zeebe.camunda.io',
});

function authenticationSettings(
  auth: NonNullable<Camunda8ClusterConfiguration['auth']>,
  environment: Environment,
): Camunda8Configuration {
  switch (auth.method) {
    case 'none':
      return { CAMUNDA_AUTH_STRATEGY: 'NONE' };
    case 'basic':
      return {
        CAMUNDA_AUTH_STRATEGY: 'BASIC',
        CAMUNDA_BASIC_AUTH_USERNAME: auth.username,
        CAMUNDA_BASIC_AUTH_PASSWORD: readCredential(auth.password, environment),
      };
    case 'oidc':
      return {
        CAMUNDA_AUTH_STRATEGY: 'OAUTH',
        ZEEBE_CLIENT_ID: auth.clientId,
        ZEEBE_CLIENT_SECRET: readCredential(auth.clientSecret, environment),
        ...(auth.tokenUrl !== undefined && { CAMUNDA_OAUTH_URL: auth.tokenUrl }),
        ...(auth.audience !== undefined && { CAMUNDA_ZEEBE_OAUTH_AUDIENCE: auth.audience }),
        ...(auth.scope !== undefined && { CAMUNDA_TOKEN_SCOPE: auth.scope }),
      };
  }
}
