import {
  createResourceScope,
  defineEndableWork,
  describeExcess,
  type OwnedResourceScope,
  type ResourceScope,
} from '@jobwright/concurrency';
import type { ParsedResource, Resource } from './deployable.ts';
import type { work } from './parse-resources-work.ts';

const parsing = defineEndableWork<typeof work>({
  module: 'parse-resources-work',
  besideUrl: import.meta.url,
});

/** The threads of an engine. */
export const createThreadScope = (): OwnedResourceScope => createResourceScope();

interface ThreadLimits {
  readonly scope: ResourceScope;
  readonly signal: AbortSignal;
  readonly maxMs: number;
}

/** What was read in a thread that can be ended, or what it took until it was: `more than 10 seconds`. */
export async function readInThread(
  all: readonly Resource[],
  { scope, signal, maxMs }: ThreadLimits,
): Promise<readonly ParsedResource[] | string> {
  signal.throwIfAborted();
  const result = await parsing.run(scope, all, { signal, maxMs });
  return result.kind === 'done' ? result.output : describeExcess(result, { maxMs });
}
