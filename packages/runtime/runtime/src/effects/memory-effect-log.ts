import type { EffectEntry, EffectLog } from '@jobwright/connector-sdk';

/** Keeps entries in this process: enough for a job that comes again because its answer got lost. Default bound 10,000 entries. */
export function createMemoryEffectLog(options: { readonly maxEntries?: number } = {}): EffectLog {
  const maxEntries = options.maxEntries ?? 10_000;
  const entries = new Map<string, EffectEntry>();

  const keep = (key: string, entry: EffectEntry): void => {
    entries.delete(key);
    entries.set(key, entry);
    for (const oldest of entries.keys()) {
      if (entries.size <= maxEntries) return;
      entries.delete(oldest);
    }
  };

  return {
    durable: false,
    find: (key) => Promise.resolve(entries.get(key)),
    begin(key, { note, after }) {
      if (entries.get(key)?.attempt !== after?.attempt) return Promise.resolve(undefined);
      const entry = { state: 'started', note, attempt: (after?.attempt ?? 0) + 1 } as const;
      keep(key, entry);
      return Promise.resolve(entry);
    },
    end(key, { attempt }, { state, note }) {
      if (entries.get(key)?.attempt === attempt) keep(key, { state, note, attempt });
      return Promise.resolve();
    },
  };
}
