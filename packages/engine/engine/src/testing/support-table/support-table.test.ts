import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listAcceptedElements, listRoutes, listRpcs } from './list-accepted.ts';
import { renderTable, replaceTable } from './render-table.ts';
import { supportAreas } from './support-areas.ts';
import type { SupportRow } from './support-row.ts';

const root = new URL('../../../', import.meta.url);
const rows = supportAreas.flatMap((area) => area.rows);
const accepted = [...listAcceptedElements(), ...listRpcs(), ...listRoutes()];
const covered = (chosen: readonly SupportRow[]): readonly string[] =>
  chosen.flatMap((row) => row.covers).sort();

const TITLE = /(?:\b(?:describe|it|test)|\))\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`([^`]*)`)/g;

/** The first arguments of `describe`, `it`, `test` and their `each`, but not of what is skipped. */
function readTitles(file: string): readonly string[] {
  const source = readFileSync(new URL(file, root), 'utf8');
  return [...source.matchAll(TITLE)].map(([, single, double, template]) =>
    (single ?? double ?? template ?? '').replaceAll(/\\(.)/g, '$1'),
  );
}

describe('the table of what the engine executes', () => {
  it('is the one in the README: npm run update -- engine-readme', () => {
    const readme = readFileSync(new URL('README.md', root), 'utf8');
    expect(readme).toBe(replaceTable(readme, renderTable(supportAreas)));
  });

  it('has a row for each element, event, extension, call and route that is accepted', () => {
    const named = covered(rows.filter((row) => !row.refused));
    expect(new Set(named)).toEqual(new Set(accepted));
    expect(named, 'each in one row').toHaveLength(new Set(named).size);
  });

  it('calls nothing refused that is accepted', () => {
    expect(covered(rows.filter((row) => row.refused)).filter((name) => accepted.includes(name))).toEqual([]);
  });

  it('speaks of every call of the protocol', () => {
    const named = covered(rows).filter((name) => name.startsWith('rpc '));
    expect(named).toEqual([...listRpcs()].sort());
  });

  it.each(rows.map((row) => [row.what, row.test] as const))('has a test: %s', (_what, { file, title }) => {
    expect(existsSync(new URL(file, root)), file).toBe(true);
    expect(readTitles(file)).toContain(title);
  });
});
