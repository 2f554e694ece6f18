export type { Camunda8Configuration, ConnectionConfiguration } from './cluster/camunda8-configuration.ts';
export type { ClusterTopology, DeployedResource } from './cluster/cluster-answers.ts';
export {
  type CallBounds,
  ClusterCallError,
  type ClusterCallErrorOptions,
  type ClusterCallFailure,
} from '@jobwright/runtime/cluster';
export type { ClusterClient, DeploymentRequest } from './cluster/cluster-client.ts';
export { ClusterVariableError } from './cluster/cluster-settings.ts';
export { type ClusterOptions, openCluster } from './cluster/open-cluster.ts';
export type { Environment } from './cluster/read-cluster-settings.ts';
export { camunda8 } from './camunda8.ts';
export type { Camunda8Options } from './camunda8-options.ts';
export { attachConnectors } from './connector-workers.ts';
export type { GatewayJob } from './gateway/gateway-job.ts';
export type { ActivateCall, JobCalls, JobStreamHandle, StreamCall } from './gateway/job-calls.ts';
export type { AttachableClient } from './cluster/attached-client.ts';
export type { CamundaRestClient } from './rest/sdk-rest-client.ts';
export type { ZeebeGrpcClient } from './gateway/sdk-stub.ts';
export { checkModels, type ModelsCheck } from './rest/check-models.ts';
export { type ClusterDocumentsOptions, createClusterDocumentStore } from './rest/cluster-document-store.ts';
export type { StreamMode } from './jobs/stream-switch.ts';
export { type ClusterModels, createClusterModels } from './rest/cluster-models.ts';
export type { RestCall } from './rest/rest-call.ts';
export type { RestCalls } from './rest/rest-calls.ts';
export {
  type ClusterAdapter,
  ClusterSettingsError,
  ClusterUnreachableError,
  OptionsError,
  type ConnectorWorkers,
  startConnectors,
  type StartConnectorsOptions,
  type StartedCluster,
  type StartedConnectors,
} from '@jobwright/runtime';
export type { AttachConnectorsOptions, ConnectorWorkersOptions, WorkerOptions } from './worker-options.ts';
