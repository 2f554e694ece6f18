import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** Options of the thread, with the data of its module. */
export interface ModuleOptions extends WorkerOptions {
  /** What the module finds as its `workerData`. */
  readonly workerData?: object;
}

/** Sources run as they are only in this workspace, which has what translates them. */
const START_SOURCE = `const { translator, file } = require('node:worker_threads').workerData;
import(translator).then(({ register }) => { register(); return import(file); });`;

/** The address of a module beside another, which is source where that is. */
export const toModuleUrl = (name: string, besideUrl: string): string =>
  new URL(`./${name}.${besideUrl.endsWith('.ts') ? 'ts' : 'js'}`, besideUrl).href;

/** Starts a thread with the module `name` that lies beside another one, whose `import.meta.url` is given. */
export function startModule(name: string, besideUrl: string, options: ModuleOptions): Worker {
  const file = toModuleUrl(name, besideUrl);
  if (!besideUrl.endsWith('.ts')) return new Worker(new URL(file), { ...options, execArgv: [] });
  return new Worker(START_SOURCE, {
    ...options,
    eval: true,
    workerData: { ...options.workerData, file, translator: findTranslator() },
    execArgv: ['--conditions=@jobwright/source'],
  });
}

/** Found from here: the folder that a command is called in knows nothing of it. */
function findTranslator(): string {
  const path = createRequire(import.meta.url).resolve('tsx/esm/api');
  return pathToFileURL(path.replace(/\.cjs$/, '.mjs')).href;
}
