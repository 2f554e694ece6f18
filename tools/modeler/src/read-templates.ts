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
  for (const place of ['', 'hybrid/']) {
    for (const file of await readdir(new URL(place, folder))) {
      if (!file.endsWith('.json')) continue;
      const text = await readFile(new URL(`${place}${file}`, folder), 'utf8');
      templates.set(file.replace('.json', ''), templateSchema.parse(JSON.parse(text)));
    }
  }
  return templates;
}

/** The current element templates for Camunda 7, of which a file has several. */
export async function readCamunda7Templates(): Promise<readonly Template[]> {
  const place = new URL('camunda7/', folder);
  const files = await readdir(place);
  const lists = await Promise.all(
    files.map(async (file) =>
      z.array(templateSchema).parse(JSON.parse(await readFile(new URL(file, place), 'utf8'))),
    ),
  );
  return lists.flat();
}
