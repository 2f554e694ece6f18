import { createLruCache, createSingleFlight, type LruCache, type SingleFlight } from '@jobwright/concurrency';
import type { SecretContext, SecretProvider } from '@jobwright/runtime';

/** For how long secrets are kept, and how many. */
export interface SecretCacheOptions {
  /**
   * How long a secret is used before it is fetched again, in milliseconds: the longest a rotation goes
   * unseen. Default 60,000.
   */
  readonly ttlMs?: number;
  /** How long after that a secret is still used while its store fails, in milliseconds. Default 600,000. */
  readonly staleMs?: number;
  /** Secrets kept at a time; the least recently used goes first. Default 1,000. */
  readonly maxEntries?: number;
}

/** A provider that keeps secrets for a while. */
export interface CachedSecrets extends SecretProvider {
  /** Forgets all secrets: each is fetched again. */
  clear(): void;
}

interface KeptSecret {
  readonly value: string;
  /** By `performance.now()`. */
  readonly fetchedAt: number;
  /** Until then a store that failed is left alone, by `performance.now()`. */
  readonly retryAt: number;
}

interface CacheState {
  readonly kept: LruCache<KeptSecret>;
  readonly flights: SingleFlight<string | undefined>;
}

interface Lookup {
  readonly key: string;
  readonly name: string;
  readonly context: SecretContext;
}

const RETRY_MS = 5_000;

/**
 * Asks the store once for all jobs that need a secret at the same time, and keeps the answer for a while.
 * That a secret does not exist is not kept: it is asked for again each time.
 */
export function cacheSecrets(provider: SecretProvider, options: SecretCacheOptions = {}): CachedSecrets {
  const { ttlMs = 60_000, staleMs = 600_000, maxEntries = 1_000 } = options;
  const createState = (): CacheState => ({
    kept: createLruCache({ maxEntries }),
    flights: createSingleFlight(),
  });
  // `clear` replaces it, so that a fetch under way ends in a state that is no longer read.
  let state = createState();

  const fetch = async ({ key, name, context }: Lookup, { kept }: CacheState): Promise<string | undefined> => {
    try {
      const value = await provider.getSecret(name, context);
      if (value === undefined) kept.delete(key);
      else kept.set(key, { value, fetchedAt: performance.now(), retryAt: 0 });
      return value;
    } catch (error) {
      const known = kept.peek(key);
      if (known === undefined || performance.now() - known.fetchedAt >= ttlMs + staleMs) throw error;
      kept.set(key, { ...known, retryAt: performance.now() + RETRY_MS });
      return known.value;
    }
  };

  return {
    async getSecret(name, context) {
      const current = state;
      const key = JSON.stringify([name, context.tenantId, context.bpmnProcessId, context.physicalTenantId]);
      const known = current.kept.get(key);
      const now = performance.now();
      if (known !== undefined && (now - known.fetchedAt < ttlMs || now < known.retryAt)) return known.value;
      return current.flights.run(key, () => fetch({ key, name, context }, current));
    },
    clear() {
      state = createState();
    },
  };
}
