import type { Plugin } from 'esbuild';
import { leftOut } from './left-out.ts';

const NAMESPACE = 'left-out';

/** Puts little in the place of what is never used, so that the idle service does not hold it in memory. */
export function leaveOut(workspaceRoot: string): Plugin {
  return {
    name: NAMESPACE,
    setup(build) {
      const contents = new Map<string, string>();
      for (const { imported, by, instead } of leftOut) {
        build.onResolve({ filter: imported }, ({ path, importer }) => {
          if (!by.test(importer)) return undefined;
          const name = `${path} of ${importer}`;
          contents.set(name, instead ?? refuse(path));
          return { path: name, namespace: NAMESPACE };
        });
      }
      build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => ({
        contents: contents.get(path) ?? '',
        resolveDir: workspaceRoot,
      }));
    },
  };
}

const refuse = (path: string): string => `module.exports = new Proxy({}, {
  get() { throw new Error(${JSON.stringify(`The image leaves out ${path}`)}); },
});`;
