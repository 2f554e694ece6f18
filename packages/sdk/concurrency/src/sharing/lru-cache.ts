/** What a cache keeps at most. */
export interface LruCacheOptions<Value> {
  /** Default: any number. */
  readonly maxEntries?: number;
  /** The most that all entries weigh together, in a unit of the caller's. Default: any weight. */
  readonly maxWeight?: number;
  /** Called with each entry that was dropped to make room. */
  readonly onEvict?: (key: string, value: Value) => void;
}

/** Facts about one entry. */
export interface LruEntryOptions {
  /** What it counts towards `maxWeight`. Default 1. */
  readonly weight?: number;
  /** After so many milliseconds the entry is no longer there. Default: it stays. */
  readonly ttlMs?: number;
}

/** A bounded map that forgets what was not used for longest. What was put in last always stays. */
export interface LruCache<Value> {
  /** Entries, those included whose time is over and that nobody has asked for since. */
  readonly size: number;
  /** Counts as use. */
  get(key: string): Value | undefined;
  /** Does not count as use. */
  peek(key: string): Value | undefined;
  /** Counts as use, and replaces an earlier value. */
  set(key: string, value: Value, options?: LruEntryOptions): void;
  /** The value, made by `create` if there is none. What `create` throws is thrown, and nothing is kept. */
  getOrCreate(key: string, create: () => Value): Value;
  /** Returns whether it was there. */
  delete(key: string): boolean;
  /** Forgets all; `onEvict` is not called. */
  clear(): void;
}

interface Entry<Value> {
  readonly value: Value;
  readonly weight: number;
  /** By `performance.now()`. */
  readonly expiresAt: number;
}

/** Creates an empty cache. */
export function createLruCache<Value>(options: LruCacheOptions<Value>): LruCache<Value> {
  const { maxEntries = Number.POSITIVE_INFINITY, maxWeight = Number.POSITIVE_INFINITY, onEvict } = options;
  /** The least recently used comes first. */
  const entries = new Map<string, Entry<Value>>();
  let totalWeight = 0;

  const remove = (key: string): boolean => {
    totalWeight -= entries.get(key)?.weight ?? 0;
    return entries.delete(key);
  };
  const find = (key: string): Entry<Value> | undefined => {
    const entry = entries.get(key);
    if (entry === undefined || entry.expiresAt === Number.POSITIVE_INFINITY) return entry;
    if (performance.now() < entry.expiresAt) return entry;
    remove(key);
    return undefined;
  };
  const use = (key: string): Entry<Value> | undefined => {
    const entry = find(key);
    if (entry === undefined) return undefined;
    entries.delete(key);
    entries.set(key, entry);
    return entry;
  };
  const evict = (): void => {
    for (const [key, { value }] of entries) {
      const fits = entries.size <= maxEntries && totalWeight <= maxWeight;
      if (fits || entries.size === 1) return;
      remove(key);
      onEvict?.(key, value);
    }
  };
  const set = (key: string, value: Value, { weight = 1, ttlMs }: LruEntryOptions = {}): void => {
    remove(key);
    const expiresAt = ttlMs === undefined ? Number.POSITIVE_INFINITY : performance.now() + ttlMs;
    entries.set(key, { value, weight, expiresAt });
    totalWeight += weight;
    evict();
  };

  return {
    get size() {
      return entries.size;
    },
    get: (key) => use(key)?.value,
    peek: (key) => find(key)?.value,
    set,
    getOrCreate(key, create) {
      const entry = use(key);
      if (entry !== undefined) return entry.value;
      const value = create();
      set(key, value);
      return value;
    },
    delete: remove,
    clear() {
      entries.clear();
      totalWeight = 0;
    },
  };
}
