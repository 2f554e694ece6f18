import { postgresDatabase } from '@jobwright/servers/operaton';
import { startPostgres } from '@jobwright/servers/sql-server';
import type { TestProject } from 'vitest/node';
import { type EngineName, startCamunda7Engine } from './start-camunda7-engine.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly engineName: EngineName;
    /** Of the REST API of the engine that the tests share. */
    readonly engineUrl: string;
    /** Of the PostgreSQL server that has its database. */
    readonly postgresUrl: string;
    /** How many tasks survive the killing of their workers. */
    readonly loadTasks: number;
  }
}

/** One engine for all files, since it takes a while to start. */
export default async function provideEngine(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres();
  const database = postgresDatabase(postgres.url);
  const { engineName } = project.getProvidedContext();
  const engine = await startCamunda7Engine(engineName, { database }).catch(async (error: unknown) => {
    await postgres.stop();
    throw error;
  });
  project.provide('engineUrl', engine.url);
  project.provide('postgresUrl', postgres.url);
  return async () => {
    await engine.stop();
    await postgres.stop();
  };
}
