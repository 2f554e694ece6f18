import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('page/', import.meta.url));

export const MODELER_ENGINES = ['camunda8', 'camunda7'] as const;

/** Whose modeler it is. */
export type ModelerEngine = (typeof MODELER_ENGINES)[number];

/** The page's script and styles with all libraries in them: name to content. */
export async function bundlePage(engine: ModelerEngine): Promise<ReadonlyMap<string, Uint8Array>> {
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: [{ in: `${engine}.ts`, out: 'page' }],
    outdir: folder,
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2023',
    loader: {
      '.bpmn': 'text',
      ...Object.fromEntries(['.eot', '.svg', '.ttf', '.woff', '.woff2'].map((type) => [type, 'dataurl'])),
    },
    logLevel: 'error',
  });
  return new Map(outputFiles.map(({ path, contents }) => [path.slice(folder.length), contents]));
}
