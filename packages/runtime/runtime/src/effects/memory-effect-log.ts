import { createLruCache } from '@jobwright/concurrency';
import type { EffectEntry, EffectLog } from '@jobwright/connector-sdk';

/**
 * Keeps entries in the memory of this process: enough for a job that comes again because its answer got lost.
 * `maxEntries`: default 10,000; the oldest go first.
 */
export function createMemoryEffectLog(options: { readonly maxEntries?: number } = {}): EffectLog {
  const maxEntries = options.maxEntries ?? 10_000;
  const entries = createLruCache<EffectEntry>({ maxEntries });

  return {
    durable: false,
    find: (key) => Promise.resolve(entries.peek(key)),
    begin(key, { note, after }) {
      if (entries.peek(key)?.attempt !== after?.attempt) return Promise.resolve(undefined);
      const entry = { state: 'started', note, attempt: (after?.attempt ?? 0) + 1 } as const;
      entries.set(key, entry);
      return Promise.resolve(entry);
    },
    end(key, { attempt }, { state, note }) {
      if (entries.peek(key)?.attempt === attempt) entries.set(key, { state, note, attempt });
      return Promise.resolve();
    },
  };
}
