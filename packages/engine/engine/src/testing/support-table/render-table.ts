import type { SupportArea } from './support-row.ts';

const SUPPORT = {
  begin: '<!-- support: begin, written by src/testing/support-table/update-readme.ts -->',
  end: '<!-- support: end -->',
};
const OPERATIONS = {
  begin: '<!-- operations: begin, written by src/testing/support-table/update-readme.ts -->',
  end: '<!-- operations: end -->',
};

/** The rows as a Markdown table with padded columns. */
export function renderTable(areas: readonly SupportArea[]): string {
  const lines = areas.flatMap(({ area, rows }) =>
    rows.map(({ what, refused, test }) => [area, what, refused ? 'refused' : 'yes', `[test](${test.file})`]),
  );
  const head = ['', '', 'executed', 'shown by'];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const render = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [head, widths.map((width) => '-'.repeat(width)), ...lines].map(render).join('\n');
}

/** @throws Error when the README lacks the markers around the table */
function replaceBetween(readme: string, markers: typeof SUPPORT, table: string): string {
  const begin = readme.indexOf(markers.begin);
  const end = readme.indexOf(markers.end);
  if (begin < 0 || end < begin)
    throw new Error(`The README must have ${markers.begin} before ${markers.end}`);
  return `${readme.slice(0, begin)}${markers.begin}\n\n${table}\n\n${readme.slice(end)}`;
}

/** The README with its table of what the engine executes replaced. */
export const replaceTable = (readme: string, table: string): string => replaceBetween(readme, SUPPORT, table);

/** The README with its table of REST operations replaced. */
export const replaceOperations = (readme: string, table: string): string =>
  replaceBetween(readme, OPERATIONS, table);
