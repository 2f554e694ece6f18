import type { Worker } from 'node:worker_threads';
import { startModule } from '@jobwright/concurrency';
import type { WorkerStart } from './isolated-messages.ts';

/** A worker with a module of connectors of others; one that takes more memory ends, and nothing else does. */
export const startIsolatedWorker = (start: WorkerStart, maxMemoryMb: number): Worker =>
  startModule('isolated-worker', import.meta.url, {
    name: start.module.name,
    resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb },
    workerData: { start },
  });
