export {
  type CloseOptions,
  createResourceScope,
  defineResource,
  type OwnedResourceScope,
  type Resource,
  type ResourceScope,
  type ResourceSpec,
} from './resource.ts';
export { defineEndableWork, type EndableWork } from './threads/endable-work.ts';
export type { WorkLimits, WorkResult } from './threads/run-on-thread.ts';
export { type ModuleOptions, startModule } from './threads/start-module.ts';
export { toError } from './to-error.ts';
export { toErrorMessage } from './to-error-message.ts';
export { yieldToEventLoop } from './yield-to-event-loop.ts';
