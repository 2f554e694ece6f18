import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ProcessTestError } from '../process-test-error.ts';

/**
 * A file to deploy: its path from the working directory, a `file:` URL such as
 * `new URL('./order.bpmn', import.meta.url)`, a folder of which all processes, decisions and forms are
 * deployed, the XML itself, or a name with a content.
 */
export type ResourceFile = string | URL | { readonly name: string; readonly content: string };

interface Resource {
  readonly name: string;
  readonly content: string;
}

const DEPLOYED = ['.bpmn', '.dmn', '.form', '.rpa'];

const describeError = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function readPath(path: string): Promise<readonly Resource[]> {
  try {
    if (!(await stat(path)).isDirectory())
      return [{ name: basename(path), content: await readFile(path, 'utf8') }];
    const names = (await readdir(path)).filter((name) => DEPLOYED.includes(extname(name))).sort();
    return await Promise.all(
      names.map(async (name) => ({ name, content: await readFile(join(path, name), 'utf8') })),
    );
  } catch (error) {
    const from = path.startsWith('/') ? '' : `, from the working directory ${process.cwd()}`;
    throw new ProcessTestError(`'${path}' cannot be read${from}: ${describeError(error)}`);
  }
}

const xmlName = (xml: string, index: number): string =>
  `resource-${index + 1}.${/<(?:\w+:)?decision[\s>]/.test(xml) ? 'dmn' : 'bpmn'}`;

/** The names and contents of files. Throws a ProcessTestError for one that cannot be read. */
export async function readResources(files: readonly ResourceFile[]): Promise<readonly Resource[]> {
  const all = await Promise.all(
    files.map(async (file, index) => {
      if (file instanceof URL) return readPath(fileURLToPath(file));
      if (typeof file !== 'string') return [file];
      return file.trimStart().startsWith('<')
        ? [{ name: xmlName(file, index), content: file }]
        : readPath(file);
    }),
  );
  return all.flat();
}
