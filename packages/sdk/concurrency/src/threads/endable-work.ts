import { defineResource } from '../sharing/resource.ts';
import type { ResourceScope } from '../sharing/resource-scope.ts';
import type { WorkLimits, WorkResult } from './run-on-thread.ts';
import { resolveModule } from './start-module.ts';
import { createWorkThreads, type WorkThreads } from './work-threads.ts';

const workThreads = defineResource<null, WorkThreads>({
  toKey: () => 'threads',
  open: () => createWorkThreads(),
  close: (threads) => threads.close(),
});

/**
 * Work on outside data that may take any amount of time: it runs in a thread of its own, which is ended when
 * it takes too long.
 */
export interface EndableWork<Input, Output> {
  /**
   * Input and output are copied: plain data, and no more of it than the work needs. All such work of a scope
   * shares two threads of 128 MB.
   * @throws the signal's reason; Error when the work throws one
   */
  run(scope: ResourceScope, input: Input, limits: WorkLimits): Promise<WorkResult<Awaited<Output>>>;
}

/**
 * Describes the work of a module that exports it as `work`: `defineEndableWork<typeof work>(...)`, with an
 * `import type` of it.
 */
export function defineEndableWork<Work extends (input: never) => unknown>(location: {
  /** The name of the module, without its extension. */
  readonly module: string;
  /** The `import.meta.url` of a module beside it. */
  readonly besideUrl: string;
}): EndableWork<Parameters<Work>[0], ReturnType<Work>> {
  const module = resolveModule(location.module, location.besideUrl);
  return {
    run: (scope, input, limits) =>
      workThreads.use(scope, null, (threads) =>
        threads.run<Awaited<ReturnType<Work>>>({ module, input }, limits),
      ),
  };
}
