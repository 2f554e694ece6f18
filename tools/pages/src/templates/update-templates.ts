import { join } from 'node:path';
import type { Connector } from '@jobwright/connector-sdk';
import { listExpectedFiles, type Places } from './expected-files.ts';
import { listConflicts } from './list-conflicts.ts';
import { listCurrentFiles, releasedPath, renderFile } from './template-files.ts';
import { formatFor, readReleased, readText, writeText } from './template-folder.ts';

/** Writes the current templates and their page; gives the paths that changed. */
export async function updateTemplates(
  connectors: readonly Connector[],
  places: Places,
): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const [path, text] of await listExpectedFiles(connectors, places)) {
    if ((await readText(path)) === text) continue;
    await writeText(path, text);
    changed.push(path);
  }
  return changed;
}

/**
 * Keeps the current templates for good, as released; gives the paths that are new.
 * @throws Error when one of them may not follow the released ones
 */
export async function releaseTemplates(
  connectors: readonly Connector[],
  { templates }: Places,
): Promise<readonly string[]> {
  const released = await readReleased(templates);
  const fresh = listCurrentFiles(connectors).filter((file) => {
    const problems = listConflicts(file, released);
    if (problems.length > 0) throw new Error(`templates/${file.path}: ${problems.join('; ')}`);
    return released.every(({ path }) => path !== releasedPath(file));
  });
  return Promise.all(
    fresh.map(async (file) => {
      const path = join(templates, releasedPath(file));
      await writeText(path, await formatFor(path, renderFile(file)));
      return path;
    }),
  );
}
