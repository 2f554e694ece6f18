import type { Plugin } from 'esbuild';

const MESSAGE =
  'TypeScript and JavaScript sources are compiled by esbuild, which this image leaves out: build them and give the result to --connectors-modules, or use npx jobwright';

/** What the command has in place of esbuild: it refuses sources in one line. */
export const withoutCompiler: Plugin = {
  name: 'without-compiler',
  setup(build) {
    build.onResolve({ filter: /^esbuild$/ }, () => ({ path: 'esbuild', namespace: 'without-compiler' }));
    build.onLoad({ filter: /.*/, namespace: 'without-compiler' }, () => ({
      contents: `export const build = () => Promise.reject(new Error(${JSON.stringify(MESSAGE)}));`,
    }));
  },
};
