export { type ConnectorRuntime, createConnectorRuntime } from './connector-runtime.ts';
export { createFolderDocumentStore, toDocumentPath } from './folder-document-store.ts';
export { openInlineDocument } from './inline-document.ts';
export type { ActivatedJob, JobChannel, JobOutcome } from './job.ts';
export type { SecretPolicy } from './job-secrets.ts';
export type { JobStatistics } from './job-statistics.ts';
export { createMemoryDocumentStore, documentNotFound } from './memory-document-store.ts';
export type { RuntimeOptions } from './runtime-options.ts';
export {
  createEnvironmentSecrets,
  createStaticSecrets,
  type SecretContext,
  type SecretProvider,
} from './secret-provider.ts';
