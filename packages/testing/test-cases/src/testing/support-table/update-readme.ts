/** Writes the table of instructions into the README: `npm run update -- test-cases-readme` */
import { readFile, writeFile } from 'node:fs/promises';
import { renderTable, replaceTable } from './render-table.ts';
import { supportRows } from './support-rows.ts';

const readme = new URL('../../../README.md', import.meta.url);
await writeFile(readme, replaceTable(await readFile(readme, 'utf8'), renderTable(supportRows)));
