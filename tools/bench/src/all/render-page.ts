import type { KeptRatio } from './kept-ratio.ts';

/** What one benchmark gave. */
export interface MeasuredBenchmark {
  readonly command: string;
  /** One line. */
  readonly summary: string;
  /** As it is printed. */
  readonly table: string;
}

export interface PageFacts {
  readonly measured: readonly MeasuredBenchmark[];
  readonly kept: readonly KeptRatio[];
  readonly machine: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** How the page is made anew. */
  readonly command: string;
}

/** The page with the figures of all benchmarks, in Markdown. */
export function renderPage({ measured, kept, machine, date, command }: PageFacts): string {
  return `${[
    '# Performance',
    `Written by \`${command}\` on ${date}. Do not edit it. Machine: ${machine}.`,
    'All contestants of a table took turns in the same run. A figure is the smallest, the median and the largest of the rounds; a ratio is our median divided by that of the other. Compare ratios, and figures of one machine only. What the contestants are, and how to read the tables: [tools/bench](https://github.com/jobwright/jobwright/tree/main/tools/bench#readme). What one instance needs: [Sizing](sizing.md).',
    '## Kept ratios',
    `CI measures these by short forms in three rounds, prints them beside the kept ones (\`tools/bench/src/all/kept-ratios.json\`), and fails where one is below two thirds of what is kept twice in a row.`,
    renderKept(kept),
    ...measured.flatMap(({ command: own, summary, table }) => [
      `## ${summary.charAt(0).toUpperCase()}${summary.slice(1)}`,
      `\`${own}\``,
      `\`\`\`text\n${table}\n\`\`\``,
    ]),
  ].join('\n\n')}\n`;
}

function renderKept(kept: readonly KeptRatio[]): string {
  const rows = kept.map(
    ({ benchmark, case: name, metric, to, ratio, goal }) =>
      `| ${benchmark} | ${name} | ${metric} | ${to} | ${ratio} | ${goal ?? ''} |`,
  );
  return [
    '| benchmark | case | metric | compared to | kept ratio | to reach |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
