import type { Style } from './style.ts';

const GAP = '  ';

/** Lines with columns of one width. `below` gives further lines after a row. */
export function renderTable(
  headings: readonly string[],
  rows: readonly TableRow[],
  { heading }: Pick<Style, 'heading'>,
): readonly string[] {
  const all = [headings, ...rows.map(({ cells }) => cells)];
  const widths = headings.map((_, column) => Math.max(...all.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(GAP)
      .trimEnd();
  return [heading(line(headings)), ...rows.flatMap(({ cells, below = [] }) => [line(cells), ...below])];
}

/** A row of a table. */
export interface TableRow {
  readonly cells: readonly string[];
  /** Lines under it. */
  readonly below?: readonly string[];
}

/** One line of at most some characters. What controls a terminal is left out: the text is not our own. */
export function shortLine(text: string, maxLength: number): string {
  const line = text.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return line.length <= maxLength ? line : `${line.slice(0, maxLength - 1)}…`;
}

/** `2026-11-30 12:00:00`, in UTC; empty when there is no time. */
export const renderTime = (time: string | undefined): string => {
  const at = time === undefined ? Number.NaN : Date.parse(time);
  return Number.isNaN(at) ? '' : new Date(at).toISOString().slice(0, 19).replace('T', ' ');
};
