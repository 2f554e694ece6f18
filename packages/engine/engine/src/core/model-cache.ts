import type { ParsedResource, Resource } from '../model/deployable.ts';

/** The files that engines have read, for other engines of the same process. */
export interface ModelCache {
  /** What was read from the same files under the same names, or what `read` gives now. */
  readonly get: (
    resources: readonly Resource[],
    read: () => Promise<readonly ParsedResource[]>,
  ) => Promise<readonly ParsedResource[]>;
}

/**
 * Creates a cache for the engines of a test run: a file that many of them deploy is read once.
 * @param options.maxDeployments the oldest is dropped beyond it; default 100
 */
export function createModelCache({ maxDeployments = 100 }: { maxDeployments?: number } = {}): ModelCache {
  const entries = new Map<string, Promise<readonly ParsedResource[]>>();
  return {
    get(resources, read) {
      const key = JSON.stringify(resources.map(({ name, content }) => [name, content]));
      const known = entries.get(key);
      if (known) return known;
      const reading = read();
      entries.set(key, reading);
      reading.catch(() => entries.delete(key));
      const [oldest] = entries.keys();
      if (entries.size > maxDeployments && oldest !== undefined) entries.delete(oldest);
      return reading;
    },
  };
}
