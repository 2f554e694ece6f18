import { createEngineCaller, postgresDatabase, startOperaton } from '@jobwright/servers/operaton';
import { startPostgres } from '@jobwright/servers/sql-server';
import { inject, onTestFinished, test } from 'vitest';
import { type ClusterNode, workWhileKilled } from './testing/work-while-killed.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly clusterTasks: number;
  }
}

test('two nodes on one database, and three runtimes, that are killed: nothing is lost or done twice', async () => {
  const postgres = await startPostgres();
  onTestFinished(() => postgres.stop());
  const database = postgresDatabase(postgres.url);
  const startNode = async (port?: number) => {
    const engine = await startOperaton({
      environment: process.env,
      log: (line) => console.error(line),
      database,
      heapMegabytes: 384,
      ...(port !== undefined && { port }),
    });
    onTestFinished(() => engine.stop());
    return engine;
  };
  // One after the other: the first creates the tables.
  const engines = [await startNode(), await startNode()] as const;
  const running = new Map<ClusterNode, Awaited<ReturnType<typeof startNode>>>();
  const [first, second] = engines.map((engine) => {
    const node = { url: engine.url, call: createEngineCaller(engine.url) };
    running.set(node, engine);
    return node;
  });
  await workWhileKilled({
    nodes: [first!, second!],
    postgresUrl: postgres.url,
    tasks: inject('clusterTasks'),
    async killNode(node) {
      const engine = running.get(node)!;
      await engine.kill();
      running.set(node, await startNode(engine.port));
    },
  });
});
