import type { SecretProvider } from '@jobwright/engine/core';

/** Secrets by name, or a function that gives the secret of a name. */
export type TestSecrets = Readonly<Record<string, string>> | SecretProvider;

/** The function that gives the secret of a name. */
export const secretProvider = (secrets: TestSecrets): SecretProvider =>
  typeof secrets === 'function'
    ? secrets
    : (name) => (Object.hasOwn(secrets, name) ? secrets[name] : undefined);
