import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const MODULE = /packages[\\/]engine[\\/]engine[\\/]src[\\/].*\.ts$/;
const LATER = /\bimport\('(\.[^']*)'\)/g;

/**
 * The engine loads its parts when they are first needed. In the bundle it loads all of them at once: each would be a file, with more
 * for what it shares with others, and to load a part of a bundle is quick.
 */
export const keepTogether: Plugin = {
  name: 'keep-together',
  setup(build) {
    build.onLoad({ filter: MODULE }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const imports: string[] = [];
      const contents = source.replaceAll(LATER, (_found, from: string) => {
        imports.push(`import * as later${imports.length} from '${from}';`);
        return `Promise.resolve(later${imports.length - 1})`;
      });
      if (imports.length === 0) return undefined;
      return { contents: `${imports.join('\n')}\n${contents}`, loader: 'ts' };
    });
  },
};
