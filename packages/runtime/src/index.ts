export { sizeOfJob } from './capacity/size-of-job.ts';
export type { CapacityWait } from './capacity/capacity-waits.ts';
export { type ConnectorRuntime, createConnectorRuntime } from './connector-runtime.ts';
export { createFolderDocumentStore, toDocumentPath } from './documents/folder-document-store.ts';
export { openGivenDocument } from './documents/given-document.ts';
export { createFolderEffectLog, type FolderEffectLogOptions } from './effects/folder-effect-log.ts';
export { createMemoryEffectLog } from './effects/memory-effect-log.ts';
export type { ActivatedJob, JobChannel, JobOutcome } from './job.ts';
export type { JobEnd, JobObservation, JobObserver, SecretResult } from './observe/job-observer.ts';
export type { SecretPolicy } from './secrets/job-secrets.ts';
export type { JobStatistics } from './job-statistics.ts';
export { createMemoryDocumentStore, documentNotFound } from './documents/memory-document-store.ts';
export type { RuntimeOptions } from './runtime-options.ts';
export {
  createEnvironmentSecrets,
  createStaticSecrets,
  type EnvironmentSecretsOptions,
  type SecretContext,
  type SecretProvider,
  type SecretScopeOptions,
  toSecretScope,
} from './secrets/secret-provider.ts';
