import { readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Loader, Plugin } from 'esbuild';
import { packagedFiles, withoutFiles } from './packaged-files.ts';

/** Folder in the bundle that packages have their files in. */
export const FILES_FOLDER = 'files';

/**
 * What the plugin writes needs these, at the start of each file of the bundle. CommonJS modules in it need
 * `require`.
 */
export const banner = `${[
  "import{createRequire as jobwrightRequire}from'node:module'",
  "import{fileURLToPath as jobwrightPath}from'node:url'",
  'const jobwrightUrl=path=>new URL(path,import.meta.url).href,require=jobwrightRequire(import.meta.url)',
  'const __filename=import.meta.filename,__dirname=import.meta.dirname',
].join(';')};`;

const USES_ITS_LOCATION = /\b__dirname\b|\bimport\.meta\.(?:url|dirname|filename)\b/;
const COMMENT = /\/\*[^]*?\*\/|(?<=^|\s)\/\/.*$/gm;

/**
 * Modules find the files of their package where the bundle has them. A module that uses its own location and
 * is not listed is an error: it would not find its files.
 */
export function locateFiles(workspaceRoot: string): Plugin {
  const located = new Map<string, string>(
    packagedFiles.flatMap(({ folder, modules }) =>
      modules.map((module) => [`${folder}/${module}`, `${FILES_FOLDER}/${folder}/${module}`] as const),
    ),
  );
  return {
    name: 'locate-files',
    setup(build) {
      build.onLoad({ filter: /\.[cm]?[jt]s$/ }, async ({ path }) => {
        const module = relative(workspaceRoot, path).split(sep).join('/');
        const text = await readFile(path, 'utf8');
        const location = located.get(module);
        const contents = text.replaceAll(/\bcreateRequire\(import\.meta\.url\)\((?=['"])/g, 'require(');
        if (location !== undefined) return { contents: relocate(contents, location), loader: loaderOf(path) };
        if (needsNoFile(module) || !USES_ITS_LOCATION.test(contents.replaceAll(COMMENT, ''))) {
          return contents === text
            ? undefined
            : { contents, loader: loaderOf(path), resolveDir: dirname(path) };
        }
        return {
          errors: [
            {
              text: `${module} uses its own location: say in ${join('tools/image', 'src/bundle/packaged-files.ts')} what it needs there`,
            },
          ],
        };
      });
    },
  };
}

function needsNoFile(module: string): boolean {
  const [, packageName] = /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(module) ?? [];
  return (packageName ?? module) in withoutFiles;
}

const relocate = (text: string, location: string): string =>
  text
    .replaceAll(/\bimport\.meta\.url\b/g, `jobwrightUrl(${JSON.stringify(`./${location}`)})`)
    .replaceAll(/\b__dirname\b/g, `jobwrightPath(jobwrightUrl(${JSON.stringify(`./${dirname(location)}`)}))`);

const loaderOf = (path: string): Loader => (/\.[cm]?ts$/.test(path) ? 'ts' : 'js');
