/** How the harness configures a worker of Camunda 7, by its environment. */
export interface ExternalTaskSettings {
  /** Of the REST API of the engine. */
  readonly engineUrl: string;
  readonly maxTasks: number;
}

/** The same for all contestants. */
export const LOCK_MS = 60_000;
/** Of the loop and the official client. The runtime polls for 2 s by default. */
export const LONG_POLL_MS = 5_000;

export function readExternalTaskSettings(environment: NodeJS.ProcessEnv): ExternalTaskSettings {
  const engineUrl = environment['BENCH_ENGINE_URL'];
  const maxTasks = Number(environment['BENCH_MAX_JOBS']);
  if (engineUrl === undefined || !(maxTasks > 0)) {
    throw new Error('BENCH_ENGINE_URL and BENCH_MAX_JOBS are needed');
  }
  return { engineUrl, maxTasks };
}
