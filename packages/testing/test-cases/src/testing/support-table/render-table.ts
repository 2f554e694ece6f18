import type { SupportRow } from './support-rows.ts';

const BEGIN = '<!-- instructions: begin, written by src/testing/support-table/update-readme.ts -->';
const END = '<!-- instructions: end -->';

/** The rows as a Markdown table with padded columns. */
export function renderTable(rows: readonly SupportRow[]): string {
  const lines = rows.map(({ what, since, refused, test }) => [
    what
      .split(' ')
      .map((name) => `\`${name}\``)
      .join(' '),
    since ?? '',
    refused ? 'refused' : 'yes',
    `[test](${test.file})`,
  ]);
  const head = ['instruction', 'since', 'supported', 'shown by'];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const render = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [head, widths.map((width) => '-'.repeat(width)), ...lines].map(render).join('\n');
}

/**
 * The README with its table replaced.
 * @throws Error when it lacks the markers around the table
 */
export function replaceTable(readme: string, table: string): string {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`The README must have ${BEGIN} before ${END}`);
  return `${readme.slice(0, begin)}${BEGIN}\n\n${table}\n\n${readme.slice(end)}`;
}
