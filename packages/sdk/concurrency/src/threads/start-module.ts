import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** Options of the thread, with the data of its module. */
export interface ModuleOptions extends WorkerOptions {
  /** The `workerData` of the module. */
  readonly workerData?: object;
}

/** Only this workspace runs sources: it has a loader for TypeScript. */
const START = `const { translator, loader, file } = require('node:worker_threads').workerData;
const translated = translator === undefined ? Promise.resolve() : import(translator).then(({ register }) => register());
translated.then(() => import(loader)).then(({ loadModule }) => loadModule(file));`;

/** The URL of a module beside another: a source if the other is one. */
export const resolveModule = (name: string, besideUrl: string): string =>
  new URL(`./${name}.${besideUrl.endsWith('.ts') ? 'ts' : 'js'}`, besideUrl).href;

/**
 * Starts a thread with the module `name`, without its extension, that is beside the module with the given
 * `import.meta.url`.
 */
export function startModule(name: string, besideUrl: string, options: ModuleOptions): Worker {
  const file = resolveModule(name, besideUrl);
  const loader = resolveModule('load-module', import.meta.url);
  const translator = file.endsWith('.ts') ? findTranslator() : undefined;
  return new Worker(START, {
    ...options,
    eval: true,
    workerData: { ...options.workerData, loader, file, translator },
    execArgv: translator === undefined ? [] : ['--conditions=@jobwright/source'],
  });
}

/** Resolved from here: it is not in the folder in which the command was started. */
function findTranslator(): string {
  const path = createRequire(import.meta.url).resolve('tsx/esm/api');
  return pathToFileURL(path.replace(/\.cjs$/, '.mjs')).href;
}
