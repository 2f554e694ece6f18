export { type ClusterDocumentsOptions, createClusterDocumentStore } from './cluster-document-store.ts';
export {
  attachConnectors,
  type ConnectorWorkers,
  type ConnectorWorkersOptions,
} from './connector-workers.ts';
export {
  type Camunda8Configuration,
  ClusterUnreachableError,
  startConnectors,
  type StartConnectorsOptions,
} from './start-connectors.ts';
export type { ZeebeGrpcClient } from './sdk-transport.ts';
