import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findOfficialParts, OFFICIAL_PACKAGE, type OfficialTemplates } from './official-templates.ts';
import type { PackedPackage } from './pack-packages.ts';

/** Whether something of the vendor's element templates would be published with a package. */
export function checkOfficialTemplates(
  { manifest, files, folder }: PackedPackage,
  official: OfficialTemplates,
): readonly string[] {
  const { dependencies, peerDependencies, optionalDependencies } = manifest;
  const isDeclared = OFFICIAL_PACKAGE in { ...dependencies, ...peerDependencies, ...optionalDependencies };
  return [
    ...(isDeclared
      ? [`dependency ${OFFICIAL_PACKAGE} must not be published: its licence is the vendor's`]
      : []),
    ...files.flatMap((path) =>
      findOfficialParts({ path, content: readFileSync(join(folder, path)) }, official),
    ),
  ];
}
