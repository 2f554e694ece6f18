export type { Camunda8Configuration, ConnectionConfiguration } from './cluster/camunda8-configuration.ts';
export type { ClusterTopology, DeployedResource } from './cluster/cluster-answers.ts';
export {
  ClusterCallError,
  type ClusterCallErrorOptions,
  type ClusterCallFailure,
} from './cluster/cluster-call-error.ts';
export type { CallBounds } from './cluster/call-bounds.ts';
export type { ClusterClient, DeploymentRequest } from './cluster/cluster-client.ts';
export { ClusterSettingsError, ClusterVariableError } from './cluster/cluster-settings.ts';
export { type ClusterOptions, openCluster } from './cluster/open-cluster.ts';
export type { Environment } from './cluster/read-cluster-settings.ts';
export { ClusterUnreachableError } from './cluster/wait-for-cluster.ts';
export {
  attachConnectors,
  type AttachConnectorsOptions,
  type ConnectorWorkers,
  type ConnectorWorkersOptions,
} from './connector-workers.ts';
export type { GatewayJob } from './gateway/gateway-job.ts';
export type { ActivateCall, JobCalls, JobStreamHandle, StreamCall } from './gateway/job-calls.ts';
export type { ZeebeGrpcClient } from './gateway/sdk-stub.ts';
export { checkModels, type ModelsCheck } from './rest/check-models.ts';
export { type ClusterDocumentsOptions, createClusterDocumentStore } from './rest/cluster-document-store.ts';
export type { StreamMode } from './jobs/stream-switch.ts';
export { type ClusterModels, createClusterModels } from './rest/cluster-models.ts';
export type { RestCall } from './rest/rest-call.ts';
export type { RestCalls } from './rest/rest-calls.ts';
export { startConnectors, type StartConnectorsOptions } from './start-connectors.ts';
