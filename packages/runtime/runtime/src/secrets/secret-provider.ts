/** Which job needs a secret, for providers that keep secrets per tenant or process. */
export interface SecretContext {
  readonly tenantId: string;
  readonly bpmnProcessId: string;
  /** The physical tenant of its cluster. Default `default`. */
  readonly physicalTenantId?: string;
}

/**
 * A source of secrets. `undefined`: there is none of that name. When it throws, the job fails with
 * `SECRETS_UNAVAILABLE` and is retried.
 */
export interface SecretProvider {
  /** The secret, of the tenant and process in `context`. */
  getSecret(name: string, context: SecretContext): string | undefined | Promise<string | undefined>;
}

/** The tenant of a cluster without tenants. */
const DEFAULT_TENANT = '<default>';

/** The physical tenant that each cluster has. */
const DEFAULT_PHYSICAL_TENANT = 'default';

/** Which parts of a job's context belong to the names of its secrets. */
export interface SecretScopeOptions {
  /** The id of the physical tenant, before all others. Default false. */
  readonly physicalTenantAware?: boolean;
  /** The id of the tenant; `default` for Camunda's default tenant. Default false. */
  readonly tenantAware?: boolean;
  /** The id of the process, after the tenant. Default false. */
  readonly processAware?: boolean;
}

/**
 * Names have `default` for the default tenant, since `<` and `>` are often not allowed. A tenant that is
 * really called that has no secrets.
 */
const isTakenForDefault = (tenantId: string): boolean => tenantId.toLowerCase() === 'default';

/**
 * The parts that come before a secret's name. `undefined`: this tenant can have no secrets, because its id
 * would lead to those of another.
 */
export function findSecretScope(
  context: SecretContext,
  options: SecretScopeOptions,
): readonly string[] | undefined {
  const inner = findTenantScope(context, options);
  if (options.physicalTenantAware !== true || inner === undefined) return inner;
  const { physicalTenantId = DEFAULT_PHYSICAL_TENANT } = context;
  return isPhysicalTenant(physicalTenantId) ? [physicalTenantId, ...inner] : undefined;
}

/** Such an id ends at the first character that joins it with something. */
const isPhysicalTenant = (id: string): boolean => /^[a-z0-9]+$/.test(id);

function findTenantScope(
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
 * Joins the parts before a name, and the name, with `_`. If the first part is a tenant, its own `_` are
 * doubled and a name cannot begin with one: otherwise one tenant's id and name could read like those of
 * another. `undefined`: such a name does not exist.
 */
export function joinSecretScope(
  scope: readonly string[],
  name: string,
  { physicalTenantAware = false, ...options }: SecretScopeOptions,
): string | undefined {
  const [first, ...inner] = scope;
  if (!physicalTenantAware || first === undefined) return joinTenantScope(scope, name, options);
  const rest = joinTenantScope(inner, name, options);
  return rest === undefined ? undefined : `${first}_${rest}`;
}

function joinTenantScope(
  scope: readonly string[],
  name: string,
  { tenantAware = false }: SecretScopeOptions,
): string | undefined {
  const [tenant, ...others] = scope;
  if (!tenantAware || tenant === undefined) return [...scope, name].join('_');
  const rest = [...others, name].join('_');
  return rest.startsWith('_') ? undefined : `${tenant.replaceAll('_', '__')}_${rest}`;
}

/** How variables are named. With tenant and process `{{secrets.TOKEN}}` reads `SECRET_acme_order_TOKEN`. */
export interface EnvironmentSecretsOptions extends SecretScopeOptions {
  /** Default `SECRET_`. */
  readonly prefix?: string;
}

/**
 * Secrets from environment variables: `{{secrets.NAME}}` reads `SECRET_NAME`, so a process can name no other
 * variable. As in the Java connector runtime, a variable may have `_` where the name has `.` or `-`, and may
 * be in capitals.
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

/** The Java connector runtime writes the default tenant as Camunda does: `<default>`. */
function listVariables(
  name: string,
  context: SecretContext,
  { physicalTenantAware = false, ...options }: SecretScopeOptions,
): readonly string[] {
  const inner = listTenantVariables(name, context, options);
  if (!physicalTenantAware) return inner;
  const { physicalTenantId = DEFAULT_PHYSICAL_TENANT } = context;
  return isPhysicalTenant(physicalTenantId) ? inner.map((variable) => `${physicalTenantId}_${variable}`) : [];
}

function listTenantVariables(
  name: string,
  context: SecretContext,
  options: SecretScopeOptions,
): readonly string[] {
  const scope = findTenantScope(context, options);
  if (scope === undefined) return [];
  if (options.tenantAware !== true) return listSpellings([...scope, name].join('_'));
  const [tenant = '', ...others] = scope;
  const isDefault = context.tenantId === DEFAULT_TENANT;
  return (isDefault ? [tenant, DEFAULT_TENANT] : [tenant]).flatMap((part) =>
    listSpellings([...others, name].join('_')).flatMap(
      (rest) => joinSecretScope([part], rest, options) ?? [],
    ),
  );
}

/**
 * The spellings in which Spring looks up a property in the environment, in its order. A tenant has one
 * spelling: tenants may differ in nothing but case, `.` and `-`.
 * @see
 * https://docs.spring.io/spring-framework/docs/current/javadoc-api/org/springframework/core/env/SystemEnvironmentPropertySource.html
 */
const listSpellings = (name: string): readonly string[] =>
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
