import { Worker, type WorkerOptions } from 'node:worker_threads';

const isSource = import.meta.url.endsWith('.ts');
const EXTENSION = isSource ? 'ts' : 'js';
/** Sources run as they are only in this workspace, which has what translates them. */
const START_SOURCE = `const { workerData } = require('node:worker_threads');
import('tsx/esm/api').then(({ register }) => { register(); return import(workerData); });`;

/** The address of a module beside another, which is source where that is. */
export const toModuleUrl = (name: string, besideUrl: string): string =>
  new URL(`./${name}.${besideUrl.endsWith('.ts') ? 'ts' : 'js'}`, besideUrl).href;

/** A thread without environment that ends when it takes more memory. */
export function startThread(maxMemoryMb: number): Worker {
  const file = new URL(`./work-thread.${EXTENSION}`, import.meta.url);
  const options: WorkerOptions = {
    name: 'jobwright-work',
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
  };
  const worker = isSource
    ? new Worker(START_SOURCE, {
        ...options,
        eval: true,
        workerData: file.href,
        execArgv: ['--conditions=@jobwright/source'],
      })
    : new Worker(file, { ...options, execArgv: [] });
  // Who waits for its work hears of it; nobody else has to.
  worker.on('error', () => undefined);
  worker.unref();
  return worker;
}
