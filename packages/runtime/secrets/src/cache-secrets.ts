import type { SecretContext, SecretProvider } from '@jobwright/runtime';

export interface SecretCacheOptions {
  /** How long a secret is used before it is fetched anew, in milliseconds: the longest a rotation goes unseen. Default 60,000. */
  readonly ttlMs?: number;
  /** How long after that a secret is still used while its store fails, in milliseconds. Default 600,000. */
  readonly staleMs?: number;
  /** Secrets kept at a time; the one used longest ago goes first. Default 1,000. */
  readonly maxEntries?: number;
}

export interface CachedSecrets extends SecretProvider {
  /** Forgets all: every secret is fetched anew. */
  clear(): void;
}

interface Entry {
  secret: { readonly value: string; readonly fetchedAt: number } | undefined;
  fetching: Promise<string | undefined> | undefined;
  /** Until then a store that failed is left alone, by `performance.now()`. */
  retryAt: number;
}

const RETRY_MS = 5_000;

/**
 * Asks the store once for all jobs that need a secret at the same time, and keeps what it said for a while. A secret that
 * is not there is asked for anew each time.
 */
export function cacheSecrets(provider: SecretProvider, options: SecretCacheOptions = {}): CachedSecrets {
  const { ttlMs = 60_000, staleMs = 600_000, maxEntries = 1_000 } = options;
  const entries = new Map<string, Entry>();

  const take = (key: string): Entry => {
    const entry = entries.get(key) ?? { secret: undefined, fetching: undefined, retryAt: 0 };
    entries.delete(key);
    entries.set(key, entry);
    for (const oldest of entries.keys()) {
      if (entries.size <= maxEntries) break;
      entries.delete(oldest);
    }
    return entry;
  };

  const fetchInto = async (entry: Entry, name: string, context: SecretContext) => {
    try {
      const value = await provider.getSecret(name, context);
      entry.secret = value === undefined ? undefined : { value, fetchedAt: performance.now() };
      return value;
    } catch (error) {
      const { secret } = entry;
      if (secret === undefined || performance.now() - secret.fetchedAt >= ttlMs + staleMs) throw error;
      entry.retryAt = performance.now() + RETRY_MS;
      return secret.value;
    } finally {
      entry.fetching = undefined;
    }
  };

  return {
    async getSecret(name, context) {
      const entry = take(JSON.stringify([name, context.tenantId, context.bpmnProcessId]));
      const { secret } = entry;
      const now = performance.now();
      if (secret !== undefined && (now - secret.fetchedAt < ttlMs || now < entry.retryAt))
        return secret.value;
      entry.fetching ??= fetchInto(entry, name, context);
      return entry.fetching;
    },
    clear: () => entries.clear(),
  };
}
