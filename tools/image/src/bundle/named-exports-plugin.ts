import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';

const NAMESPACE = 'named-exports';
const IS_MODULE = /^\s*(?:import|export)\b/m;
const IS_NAME = /^(?!default$|module\.exports$)[A-Za-z_$][\w$]*$/;

/**
 * `await import()` of a CommonJS package has the names that Node gives it; esbuild has only its default
 * export.
 */
export const namedExports: Plugin = {
  name: NAMESPACE,
  setup(build) {
    build.onResolve({ filter: /^[#@\w]/ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (kind !== 'dynamic-import' || pluginData === NAMESPACE) return undefined;
      const found = await build.resolve(path, { kind, resolveDir, pluginData: NAMESPACE });
      if (found.errors.length > 0 || found.external || found.namespace !== 'file') return undefined;
      if (IS_MODULE.test(await readFile(found.path, 'utf8'))) return undefined;
      return { path: found.path, namespace: NAMESPACE };
    });
    build.onLoad({ filter: /.*/, namespace: NAMESPACE }, async ({ path }) => {
      const exported: unknown = await import(pathToFileURL(path).href);
      const names = Object.keys(typeof exported === 'object' && exported !== null ? exported : {}).filter(
        (name) => IS_NAME.test(name),
      );
      const contents = [
        `import * as all from ${JSON.stringify(path)};`,
        'export default all.default;',
        `export const { ${names.join(', ')} } = all;`,
      ];
      return { contents: contents.join('\n'), resolveDir: dirname(path) };
    });
  },
};
