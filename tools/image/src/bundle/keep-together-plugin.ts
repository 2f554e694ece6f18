import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** What is loaded later for the sake of its start, and commands that are small here. */
const MODULE =
  /packages[\\/](?:engine[\\/]engine[\\/]src|app[\\/]jobwright[\\/]src[\\/]commands[\\/](?:test|completion))[\\/].*\.ts$/;
const LATER = /\bimport\('(\.[^']*)'\)/g;

/**
 * Some modules are loaded when they are first needed. In the bundle these are loaded with those that need
 * them: each would be a file, with more for what it shares with others, and a bundle loads quickly.
 */
export const keepTogether: Plugin = {
  name: 'keep-together',
  setup(build) {
    build.onLoad({ filter: MODULE, namespace: 'file' }, async ({ path }) => {
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
