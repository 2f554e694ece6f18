import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type AnyTemplate, validateTemplate } from '@jobwright/element-templates';
import { format, resolveConfig } from 'prettier';
import { z } from 'zod';
import { RELEASED_FOLDERS, type TemplateFile } from './template-files.ts';

const templateSchema = z.custom<AnyTemplate>(
  (value) => typeof value === 'object' && value !== null && validateTemplate(value).length === 0,
  { error: 'is not a valid element template' },
);
const fileSchema = z.union([z.array(templateSchema), templateSchema.transform((template) => [template])]);

/** Every version that was released. */
export async function readReleased(folder: string): Promise<readonly TemplateFile[]> {
  const files = await Promise.all(
    RELEASED_FOLDERS.map(async (released) => {
      const names = await listFiles(join(folder, released));
      return names.map((name) => `${released}/${name}`);
    }),
  );
  return Promise.all(
    files.flat().map(async (path) => {
      const name = /^released\/(.+)-\d+\.json$/.exec(path)?.[1];
      if (name === undefined) throw new Error(`${path} must be named after its template and version`);
      const parsed = fileSchema.safeParse(JSON.parse(await readFile(join(folder, path), 'utf8')));
      if (!parsed.success) throw new Error(`${path} ${z.prettifyError(parsed.error)}`);
      return { path, name, templates: parsed.data };
    }),
  );
}

/** Names of the files in a folder, none when there is no such folder. */
export async function listFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

export const readText = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch(() => undefined);

export async function writeText(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** As the repository's formatter would leave it. */
export async function formatFor(path: string, text: string): Promise<string> {
  return format(text, { ...(await resolveConfig(path)), filepath: path });
}
