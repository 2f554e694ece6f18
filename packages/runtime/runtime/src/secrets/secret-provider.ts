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

/** The default tenant is `default` in names, where `<` and `>` are often not allowed: a tenant that is called so has no secrets. */
const isTakenForDefault = (tenantId: string): boolean => tenantId.toLowerCase() === 'default';

/**
 * What comes before a secret's name; `undefined`: this tenant can have no secrets, as its id would lead to those of another.
 */
export function findSecretScope(
  { tenantId, bpmnProcessId }: SecretContext,
  { tenantAware = false, processAware = false }: SecretScopeOptions,
): readonly string[] | undefined {
  const process = processAware ? [bpmnProcessId] : [];
  if (!tenantAware) return process;
  if (tenantId === DEFAULT_TENANT) return ['default', ...process];
  const isUnclear = isTakenForDefault(tenantId) || !/^[\w.-]+$/.test(tenantId) || /^\.+$/.test(tenantId);
  return isUnclear ? undefined : [tenantId, ...process];
}

/**
 * Joins what comes before a name with `_`. The first part is a tenant's: its own `_` are doubled, and a name does not begin with one, so
 * that no tenant's id and name read as those of another.
 */
export function joinSecretScope(
  scope: readonly string[],
  name: string,
  { tenantAware = false }: SecretScopeOptions,
): string | undefined {
  const [tenant, ...others] = scope;
  if (!tenantAware || tenant === undefined) return [...scope, name].join('_');
  const rest = [...others, name].join('_');
  return rest.startsWith('_') ? undefined : `${tenant.replaceAll('_', '__')}_${rest}`;
}

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
      const known = listVariables(name, context, scope)
        .map((variable) => `${prefix}${variable}`)
        .find((variable) => environment[variable] !== undefined);
      return known === undefined ? undefined : environment[known];
    },
  };
}

/** The Java connector runtime writes the tenant that is always there as Camunda does: `<default>`. */
function listVariables(name: string, context: SecretContext, options: SecretScopeOptions): readonly string[] {
  const scope = findSecretScope(context, options);
  if (scope === undefined) return [];
  if (options.tenantAware !== true) return toSpellings([...scope, name].join('_'));
  const [tenant = '', ...others] = scope;
  const isDefault = context.tenantId === DEFAULT_TENANT;
  return (isDefault ? [tenant, DEFAULT_TENANT] : [tenant]).flatMap((part) =>
    toSpellings([...others, name].join('_')).flatMap((rest) => joinSecretScope([part], rest, options) ?? []),
  );
}

/**
 * The spellings in which Spring looks a property up in the environment, in its order. A tenant is written as it is: tenants may differ in
 * nothing but case, `.` and `-`.
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
