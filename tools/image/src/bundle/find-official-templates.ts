import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findOfficialParts, readFilesBelow, readOfficialTemplates } from '@jobwright/checks/package-checks';
import { COMMAND_FOLDER } from './bundle-command.ts';

/** What of the vendor's element templates is in what the image has on top of its base, one sentence each. */
export function findOfficialTemplates(root: string): readonly string[] {
  const official = readOfficialTemplates();
  const folders = [COMMAND_FOLDER, 'node_modules'].filter((folder) => existsSync(join(root, folder)));
  const findings: string[] = [];
  for (const folder of folders) {
    for (const { path, content } of readFilesBelow(join(root, folder))) {
      findings.push(...findOfficialParts({ path: join(folder, path), content }, official));
    }
  }
  return findings;
}
