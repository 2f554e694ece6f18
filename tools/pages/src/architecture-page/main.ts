import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { replaceSection } from '../replace-section.ts';
import { listPackages } from './list-packages.ts';
import { renderPicture, renderTable } from './render-architecture.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const page = `${root}docs/architecture.md`;
const [command] = process.argv.slice(2);
if (command !== 'update' && command !== 'check') {
  console.error('Use: update | check');
  process.exit(2);
}

const packages = listPackages(root);
const current = await readFile(page, 'utf8');
const filled = replaceSection(
  replaceSection(current, 'picture', renderPicture(packages)),
  'packages',
  renderTable(packages),
);
const wanted = await format(filled, { ...(await resolveConfig(page)), filepath: page });
if (wanted !== current && command === 'update') {
  await writeFile(page, wanted);
  console.log(`wrote ${page}`);
}
if (wanted !== current && command === 'check') {
  console.error('docs/architecture.md does not match the packages: npm run update -- architecture');
  process.exitCode = 1;
}
