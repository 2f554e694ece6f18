import type { Worker } from 'node:worker_threads';
import { startModule } from './start-module.ts';

/** A thread without environment that ends when it takes more memory. */
export function startThread(maxMemoryMb: number): Worker {
  const worker = startModule('work-thread', import.meta.url, {
    name: 'jobwright-work',
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
  });
  // Who waits for its work hears of it; nobody else has to.
  worker.on('error', () => undefined);
  worker.unref();
  return worker;
}
