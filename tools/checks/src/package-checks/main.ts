import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BARE_LIBRARIES } from './bare-libraries.ts';
import { checkImports } from './check-imports.ts';
import { checkFiles, checkManifest, type WorkspaceFacts } from './check-manifest.ts';
import { checkOfficialTemplates } from './check-official-templates.ts';
import { checkTypes, checkWithPublint } from './check-with-tools.ts';
import { measureInstall } from './measure-install.ts';
import { readOfficialTemplates } from './official-templates.ts';
import { packPackages } from './pack-packages.ts';
import { findPublicPackages, readManifest } from './public-package.ts';
import { renderTable } from './render-table.ts';

const workspaceRoot = resolve(import.meta.dirname, '../../../..');
const root = readManifest(workspaceRoot);
const facts: WorkspaceFacts = {
  repositoryUrl: root.repository.url ?? '',
  nodeRange: root.engines.node ?? '',
  license: readFileSync(join(workspaceRoot, 'LICENSE'), 'utf8'),
};

const packages = await packPackages(findPublicPackages(workspaceRoot), workspaceRoot);
const rows = packages.map((packed) => {
  const bareLibraries = BARE_LIBRARIES[packed.manifest.name] ?? [];
  return { packed, bareLibraries, ...measureInstall(packed, packages, bareLibraries) };
});
console.log(renderTable(rows));

const official = readOfficialTemplates();
let findings = 0;
for (const { packed } of rows) {
  const found = [
    ...checkManifest(packed, facts),
    ...checkFiles(packed, facts),
    ...checkImports(packed),
    ...checkOfficialTemplates(packed, official),
    ...(await checkWithPublint(packed)),
    ...(await checkTypes(packed)),
  ];
  for (const finding of found) console.error(`${packed.manifest.name}: ${finding}`);
  findings += found.length;
}
console.log(
  findings === 0 ? `\n${packages.length} packages are fit to be published.` : `\n${findings} findings.`,
);
process.exitCode = findings === 0 ? 0 : 1;
