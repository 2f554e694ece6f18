/** Writes the table of what the engine executes into the README: `npm run update -- engine-readme` */
import { readFile, writeFile } from 'node:fs/promises';
import { renderTable, replaceTable } from './render-table.ts';
import { supportAreas } from './support-areas.ts';

const readme = new URL('../../../README.md', import.meta.url);
const current = await readFile(readme, 'utf8');
await writeFile(readme, replaceTable(current, renderTable(supportAreas)));
