import { join } from 'node:path';
import { build } from 'esbuild';

const WORKERS = [
  'endpoint',
  'stream-endpoint',
  'http-rate',
  'sdk-worker',
  'bare-worker',
  'customer-updates',
  'external-task-loop',
  'external-task-client',
  'camunda7-adapter',
] as const;

export type WorkerName = (typeof WORKERS)[number];

const root = join(import.meta.dirname, '../..');

/**
 * Makes plain JavaScript of the processes we start: a TypeScript loader would count as their memory and
 * start-up time.
 */
export async function compileWorkers(): Promise<void> {
  await build({
    entryPoints: WORKERS.map((name) => join(root, `src/workers/${name}.ts`)),
    outdir: join(root, 'dist'),
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
}

export function workerFile(name: WorkerName): string {
  return join(root, `dist/${name}.js`);
}
