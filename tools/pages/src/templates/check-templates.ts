import { join, relative } from 'node:path';
import type { Connector } from '@jobwright/connector-sdk';
import { validateTemplate } from '@jobwright/element-templates';
import { listExpectedFiles, type Places } from './expected-files.ts';
import { listConflicts } from './list-conflicts.ts';
import { CURRENT_FOLDERS, listCurrentFiles, releasedPath, versionOf } from './template-files.ts';
import { listFiles, readReleased, readText } from './template-folder.ts';

/** What is wrong with the files in `templates/`: a line each. */
export async function checkTemplates(
  connectors: readonly Connector[],
  places: Places,
): Promise<readonly string[]> {
  const current = listCurrentFiles(connectors);
  const released = await readReleased(places.templates);
  const problems = current.flatMap((file) => {
    const found = [...file.templates.flatMap(validateTemplate), ...listConflicts(file, released)];
    return found.map((problem) => `templates/${file.path}: ${problem}`);
  });
  for (const file of released) {
    if (file.path !== releasedPath(file))
      problems.push(`templates/${file.path}: its version is ${versionOf(file)}`);
    if (current.every(({ name }) => name !== file.name)) {
      problems.push(`templates/${file.path}: its connector is gone, but models use it`);
    }
  }
  return [...problems, ...(await listDrift(connectors, places))];
}

async function listDrift(connectors: readonly Connector[], places: Places): Promise<readonly string[]> {
  const expected = await listExpectedFiles(connectors, places);
  const problems: string[] = [];
  for (const [path, text] of expected) {
    const found = await readText(path);
    if (found === text) continue;
    const what = found === undefined ? 'is missing' : 'is not what the connectors say';
    problems.push(
      `${relative(join(places.templates, '..'), path)} ${what}: run "npm run update -- templates"`,
    );
  }
  for (const folder of CURRENT_FOLDERS) {
    for (const file of await listFiles(join(places.templates, folder))) {
      const path = join(places.templates, folder, file);
      if (file.endsWith('.json') && !expected.has(path)) {
        problems.push(`templates/${join(folder, file)} belongs to no connector: delete it`);
      }
    }
  }
  return problems;
}
