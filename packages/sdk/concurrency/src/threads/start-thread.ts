import type { Worker } from 'node:worker_threads';
import { startModule } from './start-module.ts';

/** Starts a thread without environment variables that ends when it exceeds the memory. */
export function startThread(maxMemoryMb: number): Worker {
  const worker = startModule('work-thread', import.meta.url, {
    name: 'jobwright-work',
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
  });
  // Whoever waits for its work handles the error.
  worker.on('error', () => undefined);
  worker.unref();
  return worker;
}
