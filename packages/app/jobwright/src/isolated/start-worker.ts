import type { Worker } from 'node:worker_threads';
import { startModule } from '@jobwright/concurrency';
import type { WorkerStart } from './isolated-messages.ts';

/** Starts a worker for a third-party module. If it exceeds its memory, only the worker ends. */
export const startIsolatedWorker = (start: WorkerStart, maxMemoryMb: number): Worker =>
  startModule('isolated-worker', import.meta.url, {
    name: start.module.name,
    resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb },
    workerData: { start },
  });
