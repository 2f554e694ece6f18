import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { WorkerStart } from './isolated-messages.ts';

const isSource = import.meta.url.endsWith('.ts');
/** Sources run as they are only in this workspace, which has what translates them. */
const START_SOURCE = `const { workerData } = require('node:worker_threads');
import('tsx/esm/api').then(({ register }) => { register(); return import(workerData.file); });`;

/** A worker with a module of connectors of others; one that takes more memory ends, and nothing else does. */
export function startIsolatedWorker(start: WorkerStart, maxMemoryMb: number): Worker {
  const file = new URL(`./isolated-worker.${isSource ? 'ts' : 'js'}`, import.meta.url);
  const options: WorkerOptions = {
    name: start.module.name,
    resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb },
  };
  return isSource
    ? new Worker(START_SOURCE, {
        ...options,
        eval: true,
        workerData: { file: file.href, start },
        execArgv: ['--conditions=@jobwright/source'],
      })
    : new Worker(file, { ...options, workerData: { start }, execArgv: [] });
}
