import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** What is loaded later for the sake of its start, and what is small here. */
const FOLDERS = [
  'engine/engine/src',
  'clients/customer-records/src/backends',
  'app/jobwright/src/(?:cluster|operator|service|isolated)',
  'app/jobwright/src/commands/(?:completion|incidents|init|instances|schema|test)',
];
const MODULE = new RegExp(`packages/(?:${FOLDERS.join('|')})/.*\\.ts$`.replaceAll('/', '[\\\\/]'));
/** Drivers of databases are large: they stay apart. */
const LATER = /\bimport\('((?:\.\/(?!postgres|mysql|sql)|\.\.\/|@jobwright\/camunda7)[^']*)'\)/g;

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
