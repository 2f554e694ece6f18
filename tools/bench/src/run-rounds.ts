import type { Metric, Row } from './benchmark.ts';
import { roundFigure, rotate } from './statistics.ts';

export interface Rounds<Case extends string> {
  readonly cases: readonly Case[];
  readonly contestants: readonly string[];
  readonly rounds: number;
  readonly signal: AbortSignal;
  /** Of the lines about what was measured. */
  readonly metrics: readonly Metric[];
  readonly log: (line: string) => void;
}

/** Runs each case with all contestants in turn, in each round with another one first. */
export async function runRounds<Case extends string>(
  { cases, contestants, rounds, signal, metrics, log }: Rounds<Case>,
  run: (name: Case, contestant: string) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const name of cases) {
    for (let round = 0; round < rounds; round++) {
      for (const contestant of rotate(contestants, round)) {
        signal.throwIfAborted();
        const measured = await run(name, contestant);
        for (const row of measured) log(`round ${round + 1}/${rounds}   ${describe(row, metrics)}`);
        rows.push(...measured);
      }
    }
  }
  return rows;
}

function describe({ case: name, contestant, values }: Row, metrics: readonly Metric[]): string {
  const figures = metrics.flatMap((metric) => {
    const value = values[metric.name];
    return value === undefined ? [] : [`${metric.title} ${roundFigure(value)}`];
  });
  return [name, contestant, ...figures].join('   ');
}
