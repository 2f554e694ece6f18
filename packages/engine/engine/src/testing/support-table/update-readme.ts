/**
 * Writes the tables of what the engine executes, and of the operations of its REST API, into the README:
 * `npm run update -- engine-readme`
 */
import { readFile, writeFile } from 'node:fs/promises';
import { renderOperations } from '../rest-operations/render-operations.ts';
import { renderTable, replaceOperations, replaceTable } from './render-table.ts';
import { supportAreas } from './support-areas.ts';

const readme = new URL('../../../README.md', import.meta.url);
const current = await readFile(readme, 'utf8');
const supported = replaceTable(current, renderTable(supportAreas));
await writeFile(readme, replaceOperations(supported, renderOperations()));
