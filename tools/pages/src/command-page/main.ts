import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { listCommandHelp } from 'jobwright';
import { format, resolveConfig } from 'prettier';
import { renderCommands, replaceCommands } from './render-commands.ts';

const page = fileURLToPath(new URL('../../../../docs/command.md', import.meta.url));
const [command] = process.argv.slice(2);
if (command !== 'update' && command !== 'check') {
  console.error('Use: update | check');
  process.exit(2);
}

const current = await readFile(page, 'utf8');
const filled = replaceCommands(current, renderCommands(listCommandHelp()));
const wanted = await format(filled, { ...(await resolveConfig(page)), filepath: page });
if (wanted !== current && command === 'update') {
  await writeFile(page, wanted);
  console.log(`wrote ${page}`);
}
if (wanted !== current && command === 'check') {
  console.error('docs/command.md does not fit the commands there are: npm run update -- command-page');
  process.exitCode = 1;
}
