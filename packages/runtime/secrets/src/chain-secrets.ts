import type { SecretProvider } from '@jobwright/runtime';

/**
 * Asks providers in order; the first that has the secret counts. A provider that fails ends the search,
 * because a later one might hold another secret of the same name.
 * @example
 * const provider = chainSecrets([createFileSecrets({ directory: '/run/secrets' })]);
 */
export function chainSecrets(providers: readonly SecretProvider[]): SecretProvider {
  return {
    async getSecret(name, context) {
      for (const provider of providers) {
        const value = await provider.getSecret(name, context);
        if (value !== undefined) return value;
      }
      return undefined;
    },
  };
}
