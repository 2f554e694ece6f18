/** Who asks for a secret, for providers that keep one per tenant or process. */
export interface SecretContext {
  readonly tenantId: string;
  readonly bpmnProcessId: string;
}

/** Where secrets come from. `undefined`: there is none of that name. A rejection means it could not be told: the job is tried again. */
export interface SecretProvider {
  getSecret(name: string, context: SecretContext): string | undefined | Promise<string | undefined>;
}

/** Secrets from environment variables: `{{secrets.NAME}}` reads `SECRET_NAME`, so no other variable can be named by a process. */
export function createEnvironmentSecrets(
  environment: Readonly<Record<string, string | undefined>>,
  options: { readonly prefix?: string } = {},
): SecretProvider {
  const prefix = options.prefix ?? 'SECRET_';
  if (prefix === '')
    throw new Error('The prefix of secret variables must not be empty: every variable would be a secret');
  return { getSecret: (name) => environment[`${prefix}${name}`] };
}

/** Secrets held in memory, by name. */
export function createStaticSecrets(secrets: Readonly<Record<string, string>>): SecretProvider {
  return { getSecret: (name) => (Object.hasOwn(secrets, name) ? secrets[name] : undefined) };
}
