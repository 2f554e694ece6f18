/** A row of a table that no test shows, with what is wrong with its last cell. */
export interface UntestedRow {
  /** Counted from 1. */
  readonly line: number;
  /** The first cell. */
  readonly subject: string;
  readonly problem: string;
}

const LINK = /\]\(([^)#]+)(?:#[^)]*)?\)/g;
const TEST_FILE = /\.test\.ts$/;

/**
 * The rows of a Markdown page's tables whose last cell does not link a test file that exists. A row of
 * several links needs one of a test; each that names a test has to be there.
 */
export function findUntestedRows(page: string, exists: (path: string) => boolean): readonly UntestedRow[] {
  return listRows(page).flatMap(({ line, cells }) => {
    const tests = [...(cells.at(-1) ?? '').matchAll(LINK)].flatMap(([, path = '']) =>
      TEST_FILE.test(path) ? [path] : [],
    );
    const subject = cells[0] ?? '';
    if (tests.length === 0) return [{ line, subject, problem: 'its last cell links no test' }];
    return tests
      .filter((path) => !exists(path))
      .map((path) => ({ line, subject, problem: `there is no ${path}` }));
  });
}

interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Without heads: those stand before the line of dashes. */
function listRows(page: string): readonly TableRow[] {
  const lines = page.split('\n');
  return lines.flatMap((text, index) => {
    const isHead = isDashes(lines[index + 1] ?? '');
    if (!text.startsWith('|') || isDashes(text) || isHead) return [];
    return [{ line: index + 1, cells: splitCells(text) }];
  });
}

const isDashes = (text: string): boolean => /^\|(?:\s*:?-+:?\s*\|)+\s*$/.test(text);

const splitCells = (row: string): readonly string[] =>
  row
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());
