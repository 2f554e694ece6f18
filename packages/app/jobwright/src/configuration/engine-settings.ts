import type { EngineSettings } from '@jobwright/camunda7';
import type { ClusterAuthentication } from './cluster-keys.schema.ts';
import { checkTlsFiles } from './check-tls-files.ts';
import { readCredential } from './credential.ts';
import type { Environment } from './environment.ts';
import type { Camunda7Cluster } from './list-clusters.ts';

/**
 * Where an engine of Camunda 7 is, and how its REST API is called.
 * @throws CommandError when a credential cannot be read, or a TLS file is wrong
 */
export function engineSettings(
  { url, engine, auth, tls = {} }: Camunda7Cluster,
  environment: Environment,
): EngineSettings {
  const { caFile, certificateFile, keyFile } = tls;
  checkTlsFiles({
    CAMUNDA_CUSTOM_ROOT_CERT_PATH: caFile,
    CAMUNDA_CUSTOM_CERT_CHAIN_PATH: certificateFile,
    CAMUNDA_CUSTOM_PRIVATE_KEY_PATH: keyFile,
  });
  return {
    url: [url].flat().map((address) => addressOf(address, engine)),
    ...(auth !== undefined && { authentication: authentication(auth, environment) }),
    tls: {
      ...(caFile !== undefined && { caFile }),
      ...(certificateFile !== undefined && { certificateFile }),
      ...(keyFile !== undefined && { keyFile }),
    },
  };
}

const addressOf = (url: string, engine: string | undefined): string =>
  engine === undefined ? url : `${url.replace(/\/+$/, '')}/engine/${engine}`;

function authentication(
  auth: ClusterAuthentication,
  environment: Environment,
): NonNullable<EngineSettings['authentication']> {
  switch (auth.method) {
    case 'none':
      return { method: 'none' };
    case 'basic':
      return {
        method: 'basic',
        username: auth.username,
        password: readCredential(auth.password, environment),
      };
    case 'oidc': {
      const { clientId, tokenUrl = '', audience, scope } = auth;
      const clientSecret = readCredential(auth.clientSecret, environment);
      return { method: 'oidc', clientId, clientSecret, tokenUrl, audience, scope };
    }
  }
}
