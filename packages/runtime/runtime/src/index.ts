export { sizeOfJob } from './capacity/size-of-job.ts';
export type { CapacityWait, JobCapacity } from './capacity/job-capacity.ts';
export type { ConnectorControl, ConnectorPauses } from './connector-control.ts';
export {
  type ConnectorRuntime,
  type ConnectorRuntimeOptions,
  createConnectorRuntime,
} from './connector-runtime.ts';
export { createFolderDocumentStore, findDocumentPath } from './documents/folder-document-store.ts';
export { openGivenDocument } from './documents/given-document.ts';
export { createFolderEffectLog, type FolderEffectLogOptions } from './effects/folder-effect-log.ts';
export { createMemoryEffectLog } from './effects/memory-effect-log.ts';
export { compileInput, type InputExpression } from './expressions/compile-input.ts';
export type { ExpressionOptions } from './expressions/expression-settings.ts';
export { feelVersions as expressionVersions } from '@jobwright/feel';
export type { HasVariable } from './inputs/has-variable.ts';
export type { ActivatedJob, JobChannel, JobHost, JobOutcome } from './job.ts';
export { createFolderJobMarks, type FolderJobMarksOptions } from './marks/folder-job-marks.ts';
export type { JobAtWork, JobMark, JobMarks, RunEnd } from './marks/job-marks.ts';
export { createMemoryJobMarks } from './marks/mark-book.ts';
export type { JobEnd, JobObservation, JobObserver, SecretResult } from './observe/job-observer.ts';
export {
  MODEL_ADVICE,
  modelRefused,
  modelUnavailable,
  type ProcessDefinition,
  type ProcessModels,
} from './models/process-models.ts';
export { createFolderModels } from './models/folder-models.ts';
export { OptionsError } from './options/options-error.ts';
export type { SecretPolicy, SecretScope } from './secrets/job-secrets.ts';
export type { JobStatistics } from './job-statistics.ts';
export { createMemoryDocumentStore, documentNotFound } from './documents/memory-document-store.ts';
export type { RuntimeOptions } from './runtime-options.ts';
export type { ClusterAdapter, ClusterStartOptions, ConnectorWorkers } from './start/cluster-adapter.ts';
export { ClusterSettingsError, ClusterUnreachableError } from './start/cluster-errors.ts';
export { startConnectors, type StartedConnectors } from './start/start-connectors.ts';
export type { StartedCluster } from './start/start-cluster.ts';
export { WorkerEndedError } from './worker-ended-error.ts';
export {
  createEnvironmentSecrets,
  createStaticSecrets,
  joinSecretScope,
  type EnvironmentSecretsOptions,
  type SecretContext,
  type SecretProvider,
  type SecretScopeOptions,
  findSecretScope,
} from './secrets/secret-provider.ts';
export type { StartConnectorsOptions } from './start/start-options.ts';
