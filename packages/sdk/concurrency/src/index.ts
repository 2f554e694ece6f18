export { createPool, type Pool, type PooledItem, type PoolSpec } from './limits/pool.ts';
export {
  createSemaphore,
  QueueFullError,
  type Release,
  type Semaphore,
  type SemaphoreOptions,
} from './limits/semaphore.ts';
export { createWaitQueue, type WaitQueue, type WaitQueueOptions } from './limits/wait-queue.ts';
export { loadOnce } from './sharing/load-once.ts';
export {
  createLruCache,
  type LruCache,
  type LruCacheOptions,
  type LruEntryOptions,
} from './sharing/lru-cache.ts';
export { defineResource, type Resource, type ResourceSpec } from './sharing/resource.ts';
export {
  type CloseOptions,
  createResourceScope,
  type OwnedResourceScope,
  type ResourceScope,
} from './sharing/resource-scope.ts';
export { createSingleFlight, type SingleFlight } from './sharing/single-flight.ts';
export { describeExcess } from './threads/describe-excess.ts';
export { defineEndableWork, type EndableWork } from './threads/endable-work.ts';
export type { WorkLimits, WorkResult } from './threads/run-on-thread.ts';
export { type ModuleOptions, startModule } from './threads/start-module.ts';
export { toError } from './to-error.ts';
export { toErrorMessage } from './to-error-message.ts';
export { type Backoff, backoffMs, type BackoffOptions, createBackoff } from './waiting/backoff.ts';
export { type Condition, type ConditionWait, createCondition } from './waiting/condition.ts';
export { endsWithin } from './waiting/ends-within.ts';
export { onAbort } from './waiting/on-abort.ts';
export { startDeadline } from './waiting/start-deadline.ts';
export { timeoutSignal } from './waiting/timeout-signal.ts';
export { timerDelayMs } from './waiting/timer.ts';
export { untilAborted } from './waiting/until-aborted.ts';
export { type Deadline, TimeoutError, within } from './waiting/within.ts';
export { yieldToEventLoop } from './waiting/yield-to-event-loop.ts';
