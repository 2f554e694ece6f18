import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LIMITS } from '../definition/limits.ts';
import { fontError } from '../pdf-error.ts';

const FILE = /^(?!.*(^|\/)\.\.?(\/|$))[\w@+ ./-]+\.(ttf|otf|ttc|woff2?)$/i;

/**
 * Reads a font file of an installed package: from the folder the process runs in, or from where this package
 * is. Nothing but font files inside of that package can be reached.
 */
export async function readPackageFont({
  name,
  file,
  path,
}: {
  readonly name: string;
  readonly file: string;
  readonly path: string;
}): Promise<Uint8Array> {
  if (!FILE.test(file) || file.startsWith('/'))
    throw fontError(path, `${file} is not the name of a font file in a package`);
  const starts = [process.cwd(), dirname(fileURLToPath(import.meta.url))];
  for (const folder of starts.flatMap((start) => listFolders(start, name))) {
    const [root, target] = await Promise.all([realpath(folder), realpath(join(folder, file))]).catch(
      () => [],
    );
    if (root === undefined || target === undefined) continue;
    if (!target.startsWith(root + sep)) throw fontError(path, `${file} leads out of ${name}`);
    const { size } = await stat(target);
    if (size > LIMITS.documentBytes) throw fontError(path, `it has more than ${LIMITS.documentBytes} bytes`);
    return readFile(target);
  }
  throw fontError(path, `there is no ${file} in an installed package ${name}`);
}

function listFolders(start: string, name: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = start; ; folder = dirname(folder)) {
    folders.push(join(folder, 'node_modules', name));
    if (dirname(folder) === folder) return folders;
  }
}
