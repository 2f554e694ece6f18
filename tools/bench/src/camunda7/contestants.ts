import type { Launch } from '../runtime/child-process.ts';
import { workerFile, type WorkerName } from '../runtime/compile-workers.ts';
import { commandFile, profileOptions, READY_LINE } from '../runtime/contestants.ts';

/** Tasks at the same time. */
const MAX_TASKS = 128;

export interface Surroundings {
  /** Of the REST API of the engine. */
  readonly engineUrl: string;
  /** What every contestant is given. */
  readonly environment: Readonly<Record<string, string>>;
  readonly profileDirectory: string | undefined;
}

/** How each contestant is started. */
export const contestants: Readonly<Record<string, (surroundings: Surroundings) => Launch>> = {
  jobwright: ({ engineUrl, environment, profileDirectory }) => ({
    executable: process.execPath,
    args: [...profileOptions(profileDirectory), commandFile(), 'start'],
    environment: {
      ...environment,
      JOBWRIGHT_CLUSTER_KIND: 'camunda7',
      JOBWRIGHT_CLUSTER_URL: engineUrl,
      JOBWRIGHT_LOG_LEVEL: 'info',
      JOBWRIGHT_JOBS_MAX_PER_CONNECTOR: String(MAX_TASKS),
      JOBWRIGHT_JOBS_MAX_CONCURRENT: String(MAX_TASKS),
    },
    ready: READY_LINE,
  }),
  adapter: defineWorker('camunda7-adapter'),
  bare: defineWorker('external-task-loop'),
  'official-client': defineWorker('external-task-client'),
};

function defineWorker(name: WorkerName): (surroundings: Surroundings) => Launch {
  return ({ engineUrl, environment, profileDirectory }) => ({
    executable: process.execPath,
    args: [...profileOptions(profileDirectory), workerFile(name)],
    environment: { ...environment, BENCH_ENGINE_URL: engineUrl, BENCH_MAX_JOBS: String(MAX_TASKS) },
    ready: READY_LINE,
  });
}
