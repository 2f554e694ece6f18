export { attachConnectors } from './attach/attach-connectors.ts';
export type { ExternalTaskClient } from './attach/external-task-client.ts';
export { camunda7 } from './camunda7.ts';
export type { Camunda7Engine } from './engine/camunda7-engine.ts';
export type { EngineRequest, EngineRequests, RequestBounds } from './engine/engine-request.ts';
export type { EngineSettings } from './engine/engine-settings.ts';
export type { EngineVariable, EngineVariables } from './engine/engine-variable.ts';
export type { ExternalTask } from './engine/external-task.ts';
export { openEngine, type OpenEngineOptions } from './engine/open-engine.ts';
export { askEngine } from './engine/wait-for-engine.ts';
export { createEngineOperations } from './operations/create-operations.ts';
export type { TaskFilters } from './tasks/task-filters.ts';
export type { Topics } from './tasks/topic-table.ts';
export type {
  AttachConnectorsOptions,
  Camunda7Options,
  ConnectorWorkersOptions,
  WorkerOptions,
} from './worker-options.ts';
export {
  type ClusterAdapter,
  ClusterSettingsError,
  ClusterUnreachableError,
  OptionsError,
  type ConnectorWorkers,
  startConnectors,
  type StartConnectorsOptions,
  type StartedConnectors,
} from '@jobwright/runtime';
export {
  type CallBounds,
  type ClusterAuthentication,
  ClusterCallError,
  type ClusterTls,
} from '@jobwright/runtime/cluster';
