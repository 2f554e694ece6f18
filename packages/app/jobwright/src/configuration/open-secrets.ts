import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { toErrorMessage } from '@jobwright/concurrency';
import type { OutboundNetwork } from '@jobwright/connector-sdk';
import { createEnvironmentSecrets, type SecretProvider } from '@jobwright/runtime';
import type { AwsLogin } from '@jobwright/secrets';
import { wrongInputError } from '../command-line/command-error.ts';
import type { Environment } from './environment.ts';
import { type Credential, readCredential } from './credential.ts';
import type { SecretProviderConfiguration, SecretsConfiguration } from './secrets.schema.ts';

export interface SecretParts {
  readonly environment: Environment;
  readonly network: OutboundNetwork;
}

/**
 * Opens the configured providers, chained and cached. Providers other than the environment are loaded on
 * demand.
 * @throws CommandError
 */
export async function openSecrets(
  { providers, cacheSeconds }: SecretsConfiguration,
  parts: SecretParts,
): Promise<SecretProvider> {
  const made = await Promise.all(providers.map((provider) => openProvider(provider, parts)));
  const [only] = made;
  if (only !== undefined && made.length === 1 && providers[0]?.type === 'environment') return only;
  const { cacheSecrets, chainSecrets } = await import('@jobwright/secrets');
  return cacheSecrets(chainSecrets(made), { ttlMs: cacheSeconds * 1000 });
}

type Read = (given: Credential) => string;

async function openProvider(
  configuration: SecretProviderConfiguration,
  { environment, network }: SecretParts,
): Promise<SecretProvider> {
  if (configuration.type === 'environment') return createEnvironmentSecrets(environment, configuration);
  if (configuration.type === 'module') return loadProvider(configuration);
  const secrets = await import('@jobwright/secrets');
  const read: Read = (given) => readCredential(given, environment);
  switch (configuration.type) {
    case 'files':
      return secrets.createFileSecrets(configuration);
    case 'vault': {
      const { login } = configuration;
      return secrets.createVaultSecrets({
        ...configuration,
        network,
        login: login.kind === 'token' ? { ...login, token: read(login.token) } : login,
      });
    }
    case 'aws':
      return secrets.createAwsSecrets({
        ...configuration,
        network,
        login: readAwsLogin(configuration.login, read),
      });
    case 'google':
      return secrets.createGoogleSecrets({ ...configuration, network });
    case 'azure': {
      const { login } = configuration;
      return secrets.createAzureSecrets({
        ...configuration,
        network,
        login: login.kind === 'clientSecret' ? { ...login, clientSecret: read(login.clientSecret) } : login,
      });
    }
  }
}

type AwsLoginConfiguration = Extract<SecretProviderConfiguration, { type: 'aws' }>['login'];

function readAwsLogin(login: AwsLoginConfiguration, read: Read): AwsLogin {
  switch (login.kind) {
    case 'keys':
      return {
        kind: 'keys',
        credentials: {
          accessKeyId: read(login.accessKeyId),
          secretAccessKey: read(login.secretAccessKey),
          ...(login.sessionToken !== undefined && { sessionToken: read(login.sessionToken) }),
        },
      };
    case 'container': {
      const { token, ...others } = login;
      return { ...others, ...(token !== undefined && { token: read(token) }) };
    }
    case 'webIdentity':
    case 'instance':
      return login;
  }
}

type ModuleConfiguration = Extract<SecretProviderConfiguration, { type: 'module' }>;

async function loadProvider({ path, options }: ModuleConfiguration): Promise<SecretProvider> {
  const make = await importMaker(path);
  if (!isMaker(make)) {
    throw wrongInputError(
      `The secret module ${path} does not export a function createSecretProvider(options)`,
    );
  }
  const provider: unknown = await make(options);
  if (isProvider(provider)) return provider;
  throw wrongInputError(
    `createSecretProvider of ${path} must return an object with getSecret(name, context)`,
  );
}

async function importMaker(path: string): Promise<unknown> {
  try {
    const module: unknown = await import(pathToFileURL(resolve(path)).href);
    return isObject(module) ? module['createSecretProvider'] : undefined;
  } catch (cause) {
    throw wrongInputError(`The secret module ${path} cannot be loaded: ${toErrorMessage(cause)}`, { cause });
  }
}

const isMaker = (value: unknown): value is (options: unknown) => unknown => typeof value === 'function';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isProvider = (value: unknown): value is SecretProvider =>
  isObject(value) && typeof value['getSecret'] === 'function';
