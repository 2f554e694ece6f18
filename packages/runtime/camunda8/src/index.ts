export { checkModels, type ModelsCheck } from './cluster/check-models.ts';
export {
  type ClusterDocumentsOptions,
  createClusterDocumentStore,
} from './cluster/cluster-document-store.ts';
export {
  type ClusterModels,
  type ClusterModelsOptions,
  createClusterModels,
} from './cluster/cluster-models.ts';
export {
  attachConnectors,
  type ConnectorWorkers,
  type ConnectorWorkersOptions,
} from './connector-workers.ts';
export type { Camunda8Configuration, ConnectionConfiguration } from './cluster/camunda8-configuration.ts';
export { ClusterSettingsError, ClusterVariableError } from './cluster/cluster-settings.ts';
export type { Environment } from './cluster/read-cluster-settings.ts';
export { ClusterUnreachableError, startConnectors, type StartConnectorsOptions } from './start-connectors.ts';
export { ClusterCallError, type ClusterCallFailure } from './cluster/cluster-call-error.ts';
export type { ClusterTopology, DeployedResource } from './cluster/cluster-answers.ts';
export {
  type CallBounds,
  type ClusterConnection,
  type ClusterOptions,
  type DeploymentRequest,
  openCluster,
  type RestCall,
} from './cluster/cluster-connection.ts';
export type { ZeebeGrpcClient } from './gateway/sdk-stub.ts';
