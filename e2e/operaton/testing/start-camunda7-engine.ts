import {
  type EngineOptions,
  type RunningEngine,
  startCamunda7,
  startOperaton,
} from '@jobwright/servers/operaton';

const starts = { operaton: startOperaton, camunda7: startCamunda7 } as const;

export type EngineName = keyof typeof starts;

/** An engine of these tests. Default: with a database of its own in memory. */
export const startCamunda7Engine = (
  name: EngineName,
  options: Pick<EngineOptions, 'database' | 'json' | 'port' | 'user'> = {},
): Promise<RunningEngine> =>
  starts[name]({
    environment: process.env,
    log: (line) => console.error(line),
    heapMegabytes: 384,
    ...options,
  });
