import { readdir, readFile } from 'node:fs/promises';
import { z } from 'zod';

const folder = new URL('../../../templates/', import.meta.url);
const templateSchema = z.looseObject({
  id: z.string(),
  name: z.string(),
  steps: z.array(z.looseObject({ name: z.string() })).optional(),
});
export type Template = z.output<typeof templateSchema>;

/** The current element templates of this repository: name of the file, without extension, to content. */
export async function readTemplates(): Promise<ReadonlyMap<string, Template>> {
  const templates = new Map<string, Template>();
  for (const name of ['', 'hybrid/']) {
    for (const [file, content] of await readFolder(name))
      templates.set(file.replace('.json', ''), templateSchema.parse(content));
  }
  return templates;
}

/** The current element templates for Camunda 7, of which a file has several. */
export async function readCamunda7Templates(): Promise<readonly Template[]> {
  const files = await readFolder('camunda7/');
  return files.flatMap(([, content]) => z.array(templateSchema).parse(content));
}

/** The files of a folder of templates: name to content. */
async function readFolder(name: string): Promise<readonly (readonly [string, unknown])[]> {
  const files = (await readdir(new URL(name, folder))).filter((file) => file.endsWith('.json'));
  return Promise.all(
    files.map(async (file): Promise<readonly [string, unknown]> => {
      const text = await readFile(new URL(`${name}${file}`, folder), 'utf8');
      return [file, JSON.parse(text)];
    }),
  );
}
