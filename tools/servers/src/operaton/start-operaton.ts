import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort, makeServerDirectory, runServer } from '../local-server/index.ts';
import { buildOperaton } from './build-operaton.ts';
import type { OperatonOptions, RunningOperaton } from './operaton-options.ts';

const readyMs = 60_000;
const requestMs = 5_000;
const pollMs = 100;

/**
 * Starts Operaton on a free port of 127.0.0.1 and waits until its REST API answers; builds it when it is not
 * in the cache.
 * @throws Error that says what is missing, or, with the end of its log, why it did not start
 */
export async function startOperaton(options: OperatonOptions): Promise<RunningOperaton> {
  const { environment, log, executesJobs = true, database } = options;
  const { java, jar } = await buildOperaton({ environment, log });
  const port = await findFreePort();
  const settings = {
    'server.address': '127.0.0.1',
    'server.port': String(port),
    'spring.datasource.url': database?.url ?? 'jdbc:h2:mem:operaton;DB_CLOSE_DELAY=-1',
    ...(database && {
      'spring.datasource.username': database.user,
      'spring.datasource.password': database.password ?? '',
    }),
    'operaton.bpm.job-execution.enabled': String(executesJobs),
    'operaton.bpm.history-level': 'full',
    'operaton.bpm.generic-properties.properties.enforceHistoryTimeToLive': 'false',
    // Models that it keeps ready: a thousand, as by default, do not fit into its memory.
    'operaton.bpm.generic-properties.properties.cacheCapacity': '50',
  };
  const running = await runServer({
    name: 'Operaton',
    program: java.executable,
    args: [
      ...['-Xmx512m', '-XX:TieredStopAtLevel=1', '-jar', jar],
      ...Object.entries(settings).map(([name, value]) => `--${name}=${value}`),
    ],
    directory: makeServerDirectory('operaton'),
    port,
  });
  const url = `http://127.0.0.1:${port}/engine-rest`;
  try {
    await waitUntilReady(`${url}/engine`);
  } catch (cause) {
    const end = running.readLog();
    await running.stop();
    throw new Error(`Operaton did not become ready. The end of its log:\n${end}`, { cause });
  }
  return { ...running, url };
}

/** The port is open before the engine is. */
async function waitUntilReady(url: string): Promise<void> {
  const deadline = performance.now() + readyMs;
  const isReady = (): Promise<boolean> =>
    fetch(url, { signal: AbortSignal.timeout(requestMs) }).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isReady())) {
    if (performance.now() > deadline) throw new Error(`${url} does not answer.`);
    await sleep(pollMs);
  }
}
