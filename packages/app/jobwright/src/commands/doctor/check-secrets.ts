import type { Configuration } from '../../configuration/configuration.schema.ts';
import { openNetwork } from '../../configuration/open-network.ts';
import { openSecrets } from '../../configuration/open-secrets.ts';
import type { Environment } from '../../configuration/environment.ts';
import { type Check, fail, ok, warn } from './check.ts';
import { stat } from 'node:fs/promises';
import { describeError } from '../../command-line/describe-error.ts';

type Provider = Configuration['secrets']['providers'][number];

/** No secret has this name: a working store says so. */
const UNUSED_NAME = 'JOBWRIGHT_DOCTOR';

/** One check for each secret provider. */
export const checkSecrets = (configuration: Configuration, environment: Environment): readonly Check[] =>
  configuration.secrets.providers.map((provider, index) => ({
    name: `secrets ${index + 1} (${provider.type})`,
    async run() {
      if (provider.type === 'environment') return checkEnvironment(provider, environment);
      if (provider.type === 'files' && !(await isFolder(provider.directory))) {
        return fail(`${provider.directory} is not a folder`, 'mount it, or correct secrets.providers');
      }
      const asked = await openSecrets(
        { ...configuration.secrets, providers: [provider], cacheSeconds: 0 },
        { environment, network: openNetwork(configuration.network, environment) },
      );
      try {
        await asked.getSecret(UNUSED_NAME, { tenantId: '<default>', bpmnProcessId: 'jobwright-doctor' });
        return ok(`${describe(provider)} answers`);
      } catch (error) {
        return fail(`${describe(provider)}: ${describeError(error)}`);
      }
    },
  }));

function checkEnvironment({ prefix }: Extract<Provider, { type: 'environment' }>, environment: Environment) {
  const { length } = Object.keys(environment).filter((name) => name.startsWith(prefix));
  return length > 0
    ? ok(`${length} ${length === 1 ? 'variable starts' : 'variables start'} with ${prefix}`)
    : warn(`no variable starts with ${prefix}`, 'set the ones that models use as {{secrets.NAME}}');
}

function describe(provider: Provider): string {
  switch (provider.type) {
    case 'vault':
      return provider.address;
    case 'azure':
      return provider.vaultUrl;
    case 'aws':
      return provider.endpoint ?? `Secrets Manager of ${provider.region}`;
    case 'google':
      return provider.endpoint ?? `Secret Manager of ${provider.project}`;
    case 'files':
      return provider.directory;
    case 'module':
      return provider.path;
    case 'environment':
      return provider.prefix;
  }
}

const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isDirectory() === true;
