import type { SecretProvider } from '@jobwright/engine';
import { createEnvironmentSecrets, createStaticSecrets, type RuntimeOptions } from '@jobwright/runtime';
import type { Environment } from '../configuration/environment.ts';

/** What `camunda.secrets.NAME` in models stands for on the embedded engine. */
export interface EngineSecrets {
  readonly provider: SecretProvider;
  /** The secrets of connectors, which hide what the engine has put into variables as well. */
  readonly hideIn: (secrets: RuntimeOptions['secrets']) => Pick<RuntimeOptions, 'secrets'>;
}

/** The embedded engine has one tenant, and its secrets belong to no process. */
const CONTEXT = { tenantId: '<default>', bpmnProcessId: '' };

/** Each is the variable `SECRET_NAME`, as for `{{secrets.NAME}}`. */
export function createEngineSecrets(environment: Environment): EngineSecrets {
  const source = createEnvironmentSecrets(environment);
  const given = new Set<string>();
  return {
    provider(name) {
      const secret = source.getSecret(name, CONTEXT);
      if (typeof secret !== 'string') return undefined;
      given.add(secret);
      return secret;
    },
    hideIn: (secrets = { provider: createStaticSecrets({}) }) => ({
      secrets: { ...secrets, hidden: () => given },
    }),
  };
}
