import type { OwnedResourceScope } from '@jobwright/concurrency';
import type { ParsedResource, Resource } from './deployable.ts';
import { parseResources } from './parse-resources.ts';

/** Reads what is deployed, with threads of its own. */
export interface OpenParser {
  readonly parse: (resources: readonly Resource[]) => Promise<readonly ParsedResource[]>;
  close(): void;
}

/** What runs threads is loaded with the first of them. */
const createScope = async (): Promise<OwnedResourceScope> =>
  (await import('./read-in-thread.ts')).createThreadScope();

export function openParser(): OpenParser {
  const closing = new AbortController();
  let scope: Promise<OwnedResourceScope> | undefined;
  return {
    parse: (all) =>
      parseResources(all, { openScope: () => (scope ??= createScope()), signal: closing.signal }),
    close() {
      closing.abort(new Error('The engine has been closed'));
      void scope?.then((opened) => opened.close());
    },
  };
}
