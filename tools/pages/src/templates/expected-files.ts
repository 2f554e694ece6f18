import { dirname, join } from 'node:path';
import type { Connector } from '@jobwright/connector-sdk';
import { renderTemplatesPage } from './render-templates-page.ts';
import { listCurrentFiles, renderFile } from './template-files.ts';
import { formatFor, listFiles } from './template-folder.ts';

/** Where templates and their page are. */
export interface Places {
  readonly templates: string;
  /** `docs/templates.md`. */
  readonly page: string;
}

/** All generated files: path to content. */
export async function listExpectedFiles(
  connectors: readonly Connector[],
  { templates, page }: Places,
): Promise<ReadonlyMap<string, string>> {
  const files = listCurrentFiles(connectors).map((file) => {
    return [join(templates, file.path), renderFile(file)] as const;
  });
  const pictures = await listFiles(join(dirname(page), 'modeler'));
  const all = [...files, [page, await renderTemplatesPage(connectors, pictures)] as const];
  return new Map(
    await Promise.all(all.map(async ([path, text]) => [path, await formatFor(path, text)] as const)),
  );
}
