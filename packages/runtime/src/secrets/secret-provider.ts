/** Who asks for a secret, for providers that keep one per tenant or process. */
export interface SecretContext {
  readonly tenantId: string;
  readonly bpmnProcessId: string;
}

/** Where secrets come from. `undefined`: there is none of that name. A rejection means it could not be told: the job is tried again. */
export interface SecretProvider {
  getSecret(name: string, context: SecretContext): string | undefined | Promise<string | undefined>;
}

/** What of a job is part of the names of its secrets. */
export interface SecretScopeOptions {
  /** The tenant; `default` for the one Camunda always has. Default false. */
  readonly tenantAware?: boolean;
  /** The id of the process, behind the tenant. Default false. */
  readonly processAware?: boolean;
}

/** What comes before a secret's name. */
export const toSecretScope = (
  { tenantId, bpmnProcessId }: SecretContext,
  { tenantAware = false, processAware = false }: SecretScopeOptions,
): readonly string[] => [
  ...(tenantAware ? [tenantId === '<default>' ? 'default' : tenantId] : []),
  ...(processAware ? [bpmnProcessId] : []),
];

/** With tenant and process `{{secrets.TOKEN}}` reads `SECRET_acme_order_TOKEN`. */
export interface EnvironmentSecretsOptions extends SecretScopeOptions {
  /** Default `SECRET_`. */
  readonly prefix?: string;
}

/**
 * Secrets from environment variables: `{{secrets.NAME}}` reads `SECRET_NAME`, so no other variable can be named by a process.
 * @throws Error when the prefix is empty
 */
export function createEnvironmentSecrets(
  environment: Readonly<Record<string, string | undefined>>,
  { prefix = 'SECRET_', ...scope }: EnvironmentSecretsOptions = {},
): SecretProvider {
  if (prefix === '')
    throw new Error('The prefix of secret variables must not be empty: every variable would be a secret');
  return {
    getSecret: (name, context) =>
      environment[`${prefix}${[...toSecretScope(context, scope), name].join('_')}`],
  };
}

/** Secrets held in memory, by name. */
export function createStaticSecrets(secrets: Readonly<Record<string, string>>): SecretProvider {
  return { getSecret: (name) => (Object.hasOwn(secrets, name) ? secrets[name] : undefined) };
}
