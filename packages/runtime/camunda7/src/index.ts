export type { Camunda7Engine } from './engine/camunda7-engine.ts';
export type { EngineRequest, EngineRequests, RequestBounds } from './engine/engine-request.ts';
export type { EngineVariable, EngineVariables } from './engine/engine-variable.ts';
export type { ExternalTask } from './engine/external-task.ts';
