import type { ReportSummary } from '../summarize-report.ts';
import type { KeptRatio } from './kept-ratio.ts';

/** A kept ratio, and what it is now. */
export interface ComparedRatio {
  readonly kept: KeptRatio;
  /** `undefined`: it was not measured, which is a fault of the benchmark. */
  readonly measured: number | undefined;
  readonly verdict: 'ok' | 'worse' | 'missing';
}

/** So much of what was kept is enough: machines differ, and other work disturbs. */
const ENOUGH = 2 / 3;

/** Compares the ratios of one benchmark with those that are kept of it. */
export function compareRatios(
  benchmark: string,
  { ratios }: Pick<ReportSummary, 'ratios'>,
  kept: readonly KeptRatio[],
): readonly ComparedRatio[] {
  return kept
    .filter((ratio) => ratio.benchmark === benchmark)
    .map((ratio) => {
      const measured = ratios[ratio.case]?.[ratio.metric]?.[ratio.to];
      return { kept: ratio, measured, verdict: judge(ratio, measured) };
    });
}

function judge({ ratio, better }: KeptRatio, measured: number | undefined): ComparedRatio['verdict'] {
  if (measured === undefined) return 'missing';
  const isEnough = better === 'more' ? measured >= ratio * ENOUGH : measured <= ratio / ENOUGH;
  return isEnough ? 'ok' : 'worse';
}

/** Those that are worse, or missing, in both measurements: once may be chance. */
export function findRepeated(
  first: readonly ComparedRatio[],
  second: readonly ComparedRatio[],
): readonly ComparedRatio[] {
  const isBad = ({ verdict }: ComparedRatio): boolean => verdict !== 'ok';
  return second.filter(
    (ratio) => isBad(ratio) && first.some((earlier) => isBad(earlier) && earlier.kept === ratio.kept),
  );
}

/** One line a ratio: what it is, what is kept, and whether that is enough. */
export function renderCompared(compared: readonly ComparedRatio[]): string {
  return compared
    .map(({ kept, measured, verdict }) => {
      const { benchmark, case: name, metric, to, ratio, better } = kept;
      const limit = better === 'more' ? 'at least' : 'at most';
      const bound = better === 'more' ? ratio * ENOUGH : ratio / ENOUGH;
      const now = measured === undefined ? 'not measured' : measured.toFixed(2);
      return `${verdict === 'ok' ? 'ok   ' : verdict}  ${benchmark} ${name} ${metric} to ${to}: ${now}, kept ${ratio.toFixed(2)}, ${limit} ${bound.toFixed(2)}`;
    })
    .join('\n');
}
