import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type EmbeddedEngine, startEngine } from '@jobwright/engine';
import type { EngineCase } from './engine-case.ts';
import { renderTasks } from './engine-models.ts';
import { withFolder } from './with-folder.ts';

const WAITING = 100_000;
const TENANT = '<default>';

/** Commands come in groups, as they do from clients. */
const AT_ONCE = 1_000;

async function create(engine: EmbeddedEngine): Promise<number> {
  const { core } = engine;
  await core.deploy({ resources: [{ name: 'p.bpmn', content: renderTasks(1) }], tenantId: TENANT });
  const start = performance.now();
  for (let n = 0; n < WAITING; n += 1) {
    core.createInstance({ bpmnProcessId: 'p', version: -1, variables: { n }, tenantId: TENANT });
    if (n % AT_ONCE === 0) await engine.persisted();
  }
  await engine.persisted();
  return (WAITING / (performance.now() - start)) * 1000;
}

async function measureStart(dataDirectory: string): Promise<number> {
  const start = performance.now();
  const engine = await startEngine({ dataDirectory });
  const ms = performance.now() - start;
  if (engine.restored?.instances !== WAITING) throw new Error('Instances were lost');
  await engine.close();
  return ms;
}

/** How fast an engine with a data directory takes 100,000 instances, and how soon it is there again. */
export const restartCase: EngineCase = {
  name: '100,000 waiting instances in a data directory',
  run: () =>
    withFolder(async (folder) => {
      const [data, killed] = [join(folder, 'data'), join(folder, 'killed')];
      const engine = await startEngine({ dataDirectory: data });
      const createsPerSecond = await create(engine);
      await cp(data, killed, { recursive: true });
      await rm(join(killed, 'lock'));
      const closing = performance.now();
      await engine.close();
      const stopMs = performance.now() - closing;
      return {
        createsPerSecond,
        stopMs,
        restartMs: await measureStart(data),
        killedRestartMs: await measureStart(killed),
      };
    }),
};
