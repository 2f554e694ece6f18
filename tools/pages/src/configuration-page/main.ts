import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { listSettings } from 'jobwright';
import { format, resolveConfig } from 'prettier';
import { renderJavaVariables, renderSettings, replaceSection } from './render-settings.ts';

const page = fileURLToPath(new URL('../../../../docs/configuration.md', import.meta.url));
const [command] = process.argv.slice(2);
if (command !== 'update' && command !== 'check') {
  console.error('Use: update | check');
  process.exit(2);
}

const settings = listSettings();
const current = await readFile(page, 'utf8');
const filled = replaceSection(
  replaceSection(current, 'settings', renderSettings(settings)),
  'java-variables',
  renderJavaVariables(settings),
);
const wanted = await format(filled, { ...(await resolveConfig(page)), filepath: page });
if (wanted !== current && command === 'update') {
  await writeFile(page, wanted);
  console.log(`wrote ${page}`);
}
if (wanted !== current && command === 'check') {
  console.error(
    'docs/configuration.md does not fit the settings there are: npm run update -- configuration-page',
  );
  process.exitCode = 1;
}
