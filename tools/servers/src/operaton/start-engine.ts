import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort, makeServerDirectory, runServer, signalProcess } from '../local-server/index.ts';
import { buildEngine } from './build-engine.ts';
import type { EngineOptions, RunningEngine } from './engine-options.ts';
import { camunda7, type EngineProduct, operaton } from './engine-product.ts';
import { engineSettings } from './engine-settings.ts';

const readyMs = 180_000;
const requestMs = 5_000;
const pollMs = 100;

/**
 * Starts Operaton on a port of 127.0.0.1 and waits until its REST API answers; builds it when it is not in
 * the cache.
 * @throws Error that says what is missing, or, with the end of its log, why it did not start
 */
export const startOperaton = (options: EngineOptions): Promise<RunningEngine> =>
  startEngine(operaton, options);

/** The same with Camunda 7. */
export const startCamunda7 = (options: EngineOptions): Promise<RunningEngine> =>
  startEngine(camunda7, options);

async function startEngine(product: EngineProduct, options: EngineOptions): Promise<RunningEngine> {
  const { name, id } = product;
  const { heapMegabytes = 512, moreEngines = [] } = options;
  const { java, jar } = await buildEngine(product, options);
  const port = options.port ?? (await findFreePort());
  const settings = engineSettings(product, { ...options, port });
  const running = await runServer({
    name,
    program: java.executable,
    args: [
      ...[`-Xmx${heapMegabytes}m`, '-XX:TieredStopAtLevel=1', '-jar', jar],
      ...Object.entries(settings).map(([key, value]) => `--${key}=${value}`),
    ],
    directory: makeServerDirectory(id),
    port,
  });
  const url = `http://127.0.0.1:${port}/engine-rest`;
  const engines = ['default', ...moreEngines];
  try {
    for (const engine of engines) await waitUntilReady(`${url}/engine/${engine}/external-task/count`);
  } catch (cause) {
    const end = running.readLog();
    await running.stop();
    throw new Error(`${name} did not become ready. The end of its log:\n${end}`, { cause });
  }
  return {
    ...running,
    url,
    port,
    async kill() {
      signalProcess(running.pid, 'SIGKILL');
      await running.stop();
    },
  };
}

/** The port is open before the engine is. Who asks without a password gets 401. */
async function waitUntilReady(url: string): Promise<void> {
  const deadline = performance.now() + readyMs;
  const isReady = (): Promise<boolean> =>
    fetch(url, { signal: AbortSignal.timeout(requestMs) }).then(
      ({ status }) => status === 200 || status === 401,
      () => false,
    );
  while (!(await isReady())) {
    if (performance.now() > deadline) throw new Error(`${url} does not answer.`);
    await sleep(pollMs);
  }
}
