import {
  type JdbcDatabase,
  postgresDatabase,
  type RunningEngine,
  startCamunda7,
  startOperaton,
} from '@jobwright/servers/operaton';
import { startPostgres } from '@jobwright/servers/sql-server';
import type { TestProject } from 'vitest/node';

export type EngineName = 'operaton' | 'camunda7';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly engineName: EngineName;
    /** Of the REST API of the engine that the tests share. */
    readonly engineUrl: string;
    /** Its database, for further nodes. */
    readonly engineDatabase: JdbcDatabase;
    /** Of the PostgreSQL server that has it. */
    readonly postgresUrl: string;
    /** How many tasks survive the killing of their workers. */
    readonly loadTasks: number;
  }
}

/** One engine for all files, since it takes a while to start. */
export default async function provideEngine(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres();
  const database = postgresDatabase(postgres.url);
  const engine = await startNode(project.getProvidedContext().engineName, database).catch(
    async (error: unknown) => {
      await postgres.stop();
      throw error;
    },
  );
  project.provide('engineUrl', engine.url);
  project.provide('engineDatabase', database);
  project.provide('postgresUrl', postgres.url);
  return async () => {
    await engine.stop();
    await postgres.stop();
  };
}

const starts = { operaton: startOperaton, camunda7: startCamunda7 } as const;

/** A node of the engine. */
export const startNode = (
  name: EngineName,
  database: JdbcDatabase,
  options: Partial<Parameters<typeof startOperaton>[0]> = {},
): Promise<RunningEngine> =>
  starts[name]({
    environment: process.env,
    log: (line) => console.error(line),
    database,
    heapMegabytes: 384,
    ...options,
  });
