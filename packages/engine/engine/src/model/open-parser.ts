import { createResourceScope } from '@jobwright/concurrency';
import type { ParsedResource, Resource } from './deployable.ts';
import { parseResources } from './parse-resources.ts';

/** Reads what is deployed, with threads of its own. */
export interface OpenParser {
  readonly parse: (resources: readonly Resource[]) => Promise<readonly ParsedResource[]>;
  close(): void;
}

export function openParser(): OpenParser {
  const closing = new AbortController();
  const threads = createResourceScope();
  return {
    parse: (all) => parseResources(all, { resources: threads, signal: closing.signal }),
    close() {
      closing.abort(new Error('The engine has been closed'));
      void threads.close();
    },
  };
}
