import { join } from 'node:path';
import type { SearchableCore } from './core/searchable-core.ts';
import { createEngineCore, type EngineCoreOptions } from './core/engine-core.ts';
import type { DurableCore } from './durability/open-durable-core.ts';
import type { Restored } from './durability/restored.ts';

/** Opens the engines of one process: in memory, or each in a folder of its own below one data directory. */
export interface Cores {
  /** @throws DataDirectoryError when the folder cannot be used */
  open(options: EngineCoreOptions): Promise<SearchableCore>;
  /** Where the documents of a physical tenant are kept; undefined without a data directory. */
  documentDirectory(physicalTenantId?: string): string | undefined;
  /** What was found in the data directory; undefined without one. */
  restored(): Restored | undefined;
  /** Resolves when everything up to now is on disk; undefined without a data directory. */
  readonly persisted: (() => Promise<void>) | undefined;
  close(): Promise<void>;
}

const inMemory = (): Cores => {
  const cores: SearchableCore[] = [];
  return {
    open(options) {
      const core = createEngineCore(options);
      cores.push(core);
      return Promise.resolve(core);
    },
    documentDirectory: () => undefined,
    restored: () => undefined,
    persisted: undefined,
    close() {
      for (const core of cores) core.close();
      return Promise.resolve();
    },
  };
};

export function createCores(dataDirectory: string | undefined): Cores {
  if (dataDirectory === undefined) return inMemory();
  const opened: DurableCore[] = [];
  const directoryOf = (physicalTenantId: string | undefined): string =>
    physicalTenantId === undefined
      ? dataDirectory
      : join(dataDirectory, `physical-tenant-${physicalTenantId}`);
  return {
    async open(options) {
      // Loaded only by those who use it: an engine in memory starts without.
      const { openDurableCore } = await import('./durability/open-durable-core.ts');
      const durable = await openDurableCore({ ...options, directory: directoryOf(options.physicalTenantId) });
      opened.push(durable);
      return durable.core;
    },
    documentDirectory: (physicalTenantId) => join(directoryOf(physicalTenantId), 'documents'),
    restored() {
      const all = opened.map(({ restored }) => restored);
      const sum = (count: keyof Restored): number => all.reduce((total, one) => total + one[count], 0);
      return { processes: sum('processes'), instances: sum('instances'), incidents: sum('incidents') };
    },
    async persisted() {
      if (opened.length === 1) return opened[0]?.persisted();
      await Promise.all(opened.map((one) => one.persisted()));
    },
    async close() {
      for (const one of opened.toReversed()) await one.close();
    },
  };
}
