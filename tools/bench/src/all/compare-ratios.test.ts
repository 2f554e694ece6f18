import { describe, expect, it } from 'vitest';
import { compareRatios, findRepeated, renderCompared } from './compare-ratios.ts';
import type { KeptRatio } from './kept-ratio.ts';

const rate: KeptRatio = {
  ...{ benchmark: 'http', case: 'get', metric: 'rate', to: 'undici' },
  ratio: 0.9,
  better: 'more',
};
const cpu: KeptRatio = { ...rate, metric: 'cpu', ratio: 1.2, better: 'less' };
const other: KeptRatio = { ...rate, benchmark: 'pdf' };
const kept = [rate, cpu, other];

const compare = (measured: Readonly<Record<string, number>>) => {
  const ofCase = Object.entries(measured).map(([metric, ratio]) => [metric, { undici: ratio }]);
  return compareRatios('http', { ratios: { get: Object.fromEntries(ofCase) } }, kept);
};
const verdicts = (measured: Readonly<Record<string, number>>) =>
  compare(measured).map(({ verdict }) => verdict);

describe('the ratios of a benchmark and the kept ones', () => {
  it.each([
    ['as they were', { rate: 0.9, cpu: 1.2 }, ['ok', 'ok']],
    ['better', { rate: 2, cpu: 0.5 }, ['ok', 'ok']],
    ['at two thirds', { rate: 0.6, cpu: 1.8 }, ['ok', 'ok']],
    ['below two thirds', { rate: 0.59, cpu: 1.81 }, ['worse', 'worse']],
    ['not measured', { rate: 0.9 }, ['ok', 'missing']],
  ])('%s', (_case, measured, expected) => {
    expect(verdicts(measured)).toEqual(expected);
  });

  it('are those of the benchmark alone', () => {
    expect(compare({ rate: 0.9, cpu: 1.2 }).map(({ kept: ratio }) => ratio)).toEqual([rate, cpu]);
  });

  it('fail only when the same one is worse twice in a row', () => {
    const badRate = compare({ rate: 0.1, cpu: 1.2 });
    const badCpu = compare({ rate: 0.9, cpu: 9 });
    const good = compare({ rate: 0.9, cpu: 1.2 });
    expect(findRepeated(badRate, good)).toEqual([]);
    expect(findRepeated(badRate, badCpu)).toEqual([]);
    expect(findRepeated(badRate, badRate).map(({ kept: ratio }) => ratio)).toEqual([rate]);
    expect(findRepeated(badRate, compare({ cpu: 1.2 })).map(({ verdict }) => verdict)).toEqual(['missing']);
  });

  it('are printed beside each other', () => {
    expect(renderCompared(compare({ rate: 0.5 }))).toBe(
      `worse  http get rate to undici: 0.50, kept 0.90, at least 0.60
missing  http get cpu to undici: not measured, kept 1.20, at most 1.80`,
    );
  });
});
