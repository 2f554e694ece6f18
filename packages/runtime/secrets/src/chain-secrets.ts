import type { SecretProvider } from '@jobwright/runtime';

/**
 * Asks providers in turn: the first that knows the secret counts. One that cannot tell ends the search, as a later one might
 * hold another secret of the same name.
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
