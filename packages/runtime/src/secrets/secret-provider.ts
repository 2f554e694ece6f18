/** Who asks for a secret, for providers that keep one per tenant or process. */
export interface SecretContext {
  readonly tenantId: string;
  readonly bpmnProcessId: string;
}

/** Where secrets come from. `undefined`: there is none of that name. A rejection means it could not be told: the job is tried again. */
export interface SecretProvider {
  getSecret(name: string, context: SecretContext): string | undefined | Promise<string | undefined>;
}

/** The tenant of a cluster without tenants. */
const DEFAULT_TENANT = '<default>';

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
  ...(tenantAware ? [tenantId === DEFAULT_TENANT ? 'default' : tenantId] : []),
  ...(processAware ? [bpmnProcessId] : []),
];

/** With tenant and process `{{secrets.TOKEN}}` reads `SECRET_acme_order_TOKEN`. */
export interface EnvironmentSecretsOptions extends SecretScopeOptions {
  /** Default `SECRET_`. */
  readonly prefix?: string;
}

/**
 * Secrets from environment variables: `{{secrets.NAME}}` reads `SECRET_NAME`, so no other variable can be named by a process.
 * As in the Java connector runtime a variable may have `_` where the name has `.` or `-`, and may be in capitals.
 * @throws Error when the prefix is empty
 */
export function createEnvironmentSecrets(
  environment: Readonly<Record<string, string | undefined>>,
  { prefix = 'SECRET_', ...scope }: EnvironmentSecretsOptions = {},
): SecretProvider {
  if (prefix === '')
    throw new Error('The prefix of secret variables must not be empty: every variable would be a secret');
  return {
    getSecret: (name, context) => {
      const known = toScopes(context, scope)
        .flatMap((parts) => toSpellings(`${prefix}${[...parts, name].join('_')}`))
        .find((variable) => environment[variable] !== undefined);
      return known === undefined ? undefined : environment[known];
    },
  };
}

/** The Java connector runtime writes the tenant that is always there as Camunda does: `<default>`. */
const toScopes = (context: SecretContext, options: SecretScopeOptions): readonly (readonly string[])[] =>
  options.tenantAware === true && context.tenantId === DEFAULT_TENANT
    ? [
        toSecretScope(context, options),
        [DEFAULT_TENANT, ...toSecretScope(context, { ...options, tenantAware: false })],
      ]
    : [toSecretScope(context, options)];

/**
 * The spellings in which Spring looks a property up in the environment, in its order.
 * @see https://docs.spring.io/spring-framework/docs/current/javadoc-api/org/springframework/core/env/SystemEnvironmentPropertySource.html
 */
const toSpellings = (name: string): readonly string[] =>
  [name, name.toUpperCase()].flatMap((text) => [
    text,
    text.replaceAll('.', '_'),
    text.replaceAll('-', '_'),
    text.replaceAll(/[.-]/g, '_'),
  ]);

/** Secrets held in memory, by name. */
export function createStaticSecrets(secrets: Readonly<Record<string, string>>): SecretProvider {
  return { getSecret: (name) => (Object.hasOwn(secrets, name) ? secrets[name] : undefined) };
}
