import { describe, expect, it } from 'vitest';
import type { Benchmark } from '../benchmark.ts';
import type { KeptRatio } from './kept-ratio.ts';
import { renderPage } from './render-page.ts';
import { runAll } from './run-all.ts';

const kept: readonly KeptRatio[] = [
  { benchmark: 'race', case: 'lap', metric: 'rate', to: 'theirs', ratio: 1, better: 'more', goal: 1.2 },
];

/** A benchmark whose ratio is another one each time. */
function raceOf(...ratios: readonly number[]): { readonly race: Benchmark; readonly runs: string[][] } {
  const runs: string[][] = [];
  return {
    runs,
    race: {
      summary: 'A race',
      help: '',
      run(args) {
        runs.push([...args]);
        const rate = ratios[runs.length - 1] ?? 0;
        const rows = [
          { case: 'lap', contestant: 'ours', values: { rate } },
          { case: 'lap', contestant: 'theirs', values: { rate: 1 } },
        ];
        return Promise.resolve({ subject: 'ours', metrics: [{ name: 'rate', title: 'laps/s' }], rows });
      },
    },
  };
}

async function run(...ratios: readonly number[]) {
  const { race, runs } = raceOf(...ratios);
  const written: string[] = [];
  const measuring = runAll({
    planned: [{ name: 'race', full: [], short: ['--short'] }],
    benchmarks: { race },
    kept,
    isShort: true,
    context: { environment: {}, log: () => undefined, signal: new AbortController().signal },
    write: (text) => void written.push(text),
  });
  const failure = await measuring.then(
    () => undefined,
    (error: unknown) => error,
  );
  return {
    runs,
    failure,
    written: written.join('\n'),
    measured: failure === undefined ? await measuring : [],
  };
}

describe('all benchmarks', () => {
  it('run once, in the form asked for, where the ratios are as kept', async () => {
    const { runs, failure, written } = await run(0.9);
    expect(failure).toBeUndefined();
    expect(runs).toEqual([['--short']]);
    expect(written).toContain('ok     race lap rate to theirs: 0.90, kept 1.00, at least 0.67');
  });

  it('are run again where one is worse, and pass where that was chance', async () => {
    const { runs, failure } = await run(0.5, 0.9);
    expect(failure).toBeUndefined();
    expect(runs).toHaveLength(2);
  });

  it('fail where one is worse twice in a row', async () => {
    const { failure, written } = await run(0.5, 0.6);
    expect(String(failure)).toContain('1 kept ratios were not reached twice in a row');
    expect(written).toContain('worse  race lap rate to theirs: 0.60, kept 1.00');
  });

  it('become a page with machine, commands and kept ratios', async () => {
    const { measured } = await run(0.9);
    const facts = { machine: '2 × fast', date: '2026-12-01', command: 'npm run bench -- all' };
    const page = renderPage({ ...facts, measured, kept });
    expect(page).toContain('on 2026-12-01. Do not edit it. Machine: 2 × fast.');
    expect(page).toContain('| race | lap | rate | theirs | 1 | 1.2 |');
    expect(page).toContain('## A race\n\n`npm run bench -- race --short`');
    expect(page).toContain('ours / theirs     0.90');
  });
});
