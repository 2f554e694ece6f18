/** Who asks for a secret, for providers that keep one per tenant or process. */
export interface SecretContext {
  readonly tenantId: string;
  readonly bpmnProcessId: string;
}

/** Where secrets come from. `undefined`: there is none of that name. A rejection means it could not be told: the job is tried again. */
export interface SecretProvider {
  getSecret(name: string, context: SecretContext): string | undefined | Promise<string | undefined>;
}

export interface EnvironmentSecretsOptions {
  /** Default `SECRET_`. */
  readonly prefix?: string;
  /** The tenant is part of the name: `SECRET_acme_TOKEN`; `default` for the one Camunda always has. Default false. */
  readonly tenantAware?: boolean;
  /** The id of the process is part of the name, behind the tenant: `SECRET_acme_order_TOKEN`. Default false. */
  readonly processAware?: boolean;
}

/**
 * Secrets from environment variables: `{{secrets.NAME}}` reads `SECRET_NAME`, so no other variable can be named by a process.
 * @throws Error when the prefix is empty
 */
export function createEnvironmentSecrets(
  environment: Readonly<Record<string, string | undefined>>,
  { prefix = 'SECRET_', tenantAware = false, processAware = false }: EnvironmentSecretsOptions = {},
): SecretProvider {
  if (prefix === '')
    throw new Error('The prefix of secret variables must not be empty: every variable would be a secret');
  return {
    getSecret(name, { tenantId, bpmnProcessId }) {
      const scope = [
        ...(tenantAware ? [tenantId === '<default>' ? 'default' : tenantId] : []),
        ...(processAware ? [bpmnProcessId] : []),
      ];
      return environment[`${prefix}${[...scope, name].join('_')}`];
    },
  };
}

/** Secrets held in memory, by name. */
export function createStaticSecrets(secrets: Readonly<Record<string, string>>): SecretProvider {
  return { getSecret: (name) => (Object.hasOwn(secrets, name) ? secrets[name] : undefined) };
}
