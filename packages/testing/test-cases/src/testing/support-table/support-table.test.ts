import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseTestCases } from '../../format/parse-test-cases.ts';
import { refusedInstructions, refusedMembers } from '../../format/refused-instructions.ts';
import { renderTable, replaceTable } from './render-table.ts';
import { supportRows } from './support-rows.ts';

const root = new URL('../../../', import.meta.url);
const TITLE = /\b(?:describe|it)\(\s*'((?:[^'\\]|\\.)*)'/g;

/** What the schema says when it is given a type that it does not know. */
function listTypes(): readonly string[] {
  const parsed = parseTestCases('{"testCases": [{"name": "a", "instructions": [{}]}]}');
  const message = parsed.ok ? '' : (parsed.problems[0]?.message ?? '');
  return message.replace('is missing: write one of ', '').split(', ');
}

describe('the table of instructions', () => {
  it('is the one in the README: npm run update -- test-cases-readme', () => {
    const readme = readFileSync(new URL('README.md', root), 'utf8');
    expect(readme).toBe(replaceTable(readme, renderTable(supportRows)));
  });

  it('has a row for each instruction of the format, once', () => {
    const named = supportRows.filter(({ what }) => !what.includes(' '));
    const supported = named.filter(({ refused }) => !refused).map(({ what }) => what);
    expect(supported.toSorted()).toEqual(listTypes().toSorted());
    expect(new Set(supportRows.map(({ what }) => what)).size).toBe(supportRows.length);
  });

  it('has a row for all that is refused', () => {
    const refused = supportRows.filter((row) => row.refused).map(({ what }) => what);
    const members = [...refusedMembers.keys()].map((member) => `CREATE_PROCESS_INSTANCE ${member}`);
    const judged = ['satisfiesJudge', 'similarTo'].map((member) => `ASSERT_VARIABLE ${member}`);
    expect(refused.toSorted()).toEqual([...refusedInstructions.keys(), ...members, ...judged].toSorted());
  });

  it.each(supportRows.map(({ what, test }) => [what, test] as const))(
    'has a test for %s',
    (_what, { file, title }) => {
      expect(existsSync(new URL(file, root)), file).toBe(true);
      const source = readFileSync(new URL(file, root), 'utf8');
      expect([...source.matchAll(TITLE)].map(([, found]) => found)).toContain(title);
    },
  );
});
