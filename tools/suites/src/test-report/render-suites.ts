import { type Form, FORMS, type Suite } from './suites.ts';

/** The suites and their minutes: as they were measured before, and in this run if there was one. */
export function renderSuites(
  suites: readonly Suite[],
  run?: { readonly form: Form; readonly seconds: ReadonlyMap<string, number> },
): string {
  const renderMinutes = (minutes: number | undefined): string => minutes?.toFixed(1) ?? '-';
  const now = run === undefined ? [] : ['this run'];
  const rows = suites.map((suite) => {
    const seconds = run?.seconds.get(suite.name);
    const measured = seconds === undefined ? undefined : seconds / 60;
    return [
      suite.name,
      ...FORMS.map((form) => (suite[form] === undefined ? '' : renderMinutes(suite.minutes?.[form]))),
      ...(run === undefined ? [] : [renderMinutes(measured)]),
      suite.covers,
    ];
  });
  const sums = FORMS.map((form) => suites.reduce((sum, { minutes }) => sum + (minutes?.[form] ?? 0), 0));
  const ran = [...(run?.seconds.values() ?? [])].reduce((sum, seconds) => sum + seconds / 60, 0);
  const table = [
    ['suite', 'CI min', 'nightly min', ...now, 'covers'],
    ...rows,
    ['sum', ...sums.map(renderMinutes), ...now.map(() => renderMinutes(ran)), ''],
  ];
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  const isNumber = (column: number): boolean => column > 0 && column < widths.length - 1;
  return table
    .map((row) =>
      row
        .map((cell, column) =>
          isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
