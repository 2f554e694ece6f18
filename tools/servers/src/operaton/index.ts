export type { EngineOptions, JdbcDatabase, RunningEngine } from './engine-options.ts';
export { fileDatabase, postgresDatabase } from './jdbc-database.ts';
export { startCamunda7, startOperaton } from './start-engine.ts';
