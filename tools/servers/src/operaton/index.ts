export {
  createEngineCaller,
  deployFiles,
  type EngineCall,
  type EngineCallOptions,
  type NamedFile,
} from './call-engine.ts';
export {
  type EngineIncident,
  type InstanceToStart,
  readIncidents,
  readInstanceState,
  readInstanceValues,
  readInstanceVariables,
  runInstance,
  startInstance,
  type TypedVariable,
} from './engine-instances.ts';
export type { EngineOptions, JdbcDatabase, RunningEngine } from './engine-options.ts';
export { fileDatabase, postgresDatabase } from './jdbc-database.ts';
export { startCamunda7, startOperaton } from './start-engine.ts';
export { typeVariables } from './variable-values.ts';
