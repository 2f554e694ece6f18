export { checkModels, type ModelsCheck } from './check-models.ts';
export { type ClusterDocumentsOptions, createClusterDocumentStore } from './cluster-document-store.ts';
export { type ClusterModels, type ClusterModelsOptions, createClusterModels } from './cluster-models.ts';
export {
  attachConnectors,
  type ConnectorWorkers,
  type ConnectorWorkersOptions,
} from './connector-workers.ts';
export { type Camunda8Configuration, ClusterSettingsError } from './connect-camunda8.ts';
export { ClusterUnreachableError, startConnectors, type StartConnectorsOptions } from './start-connectors.ts';
export { ClusterCallError, type ClusterCallFailure } from './cluster-call-error.ts';
export type { ClusterTopology, DeployedResource } from './cluster-answers.ts';
export {
  type CallBounds,
  type ClusterConnection,
  type DeploymentRequest,
  openCluster,
  type RestCall,
} from './cluster-connection.ts';
export type { ZeebeGrpcClient } from './sdk-transport.ts';
