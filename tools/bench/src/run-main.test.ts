import { describe, expect, it } from 'vitest';
import { type Benchmark, type BenchmarkContext, UsageError } from './benchmark.ts';
import { runMain } from './run-main.ts';

const coin: Benchmark = {
  summary: 'Throws a coin',
  help: 'npm run bench -- coin',
  run: (args) =>
    args.includes('--fail')
      ? Promise.reject(new Error('The coin is lost'))
      : Promise.resolve({
          subject: 'ours',
          metrics: [{ name: 'heads', title: 'heads' }],
          rows: [
            { case: 'throw', contestant: 'ours', values: { heads: 6 } },
            { case: 'throw', contestant: args[0] ?? 'theirs', values: { heads: 3 } },
          ],
        }),
};
const context: BenchmarkContext = {
  environment: {},
  log: () => undefined,
  signal: new AbortController().signal,
};

async function run(...args: readonly string[]): Promise<string> {
  let output = '';
  await runMain(args, { benchmarks: { coin }, context, write: (text) => (output += `${text}\n`) });
  return output;
}

describe('the bench command', () => {
  it('shows the table', async () => {
    expect(await run('coin')).toContain('ours / theirs    2.00');
  });

  it('ends with a line of JSON when asked to, and keeps the other arguments for the benchmark', async () => {
    const output = await run('coin', 'others', '--json');
    expect(JSON.parse(output.trimEnd().split('\n').at(-1) ?? '')).toEqual({
      name: 'coin',
      figures: {
        throw: { heads: { ours: { min: 6, median: 6, max: 6 }, others: { min: 3, median: 3, max: 3 } } },
      },
      ratios: { throw: { heads: { others: 2 } } },
    });
  });

  it('fails as the benchmark fails', async () => {
    await expect(run('coin', '--fail')).rejects.toThrow('The coin is lost');
  });

  it('lists the benchmarks with --help, and the options of one after its name', async () => {
    expect(await run('--help')).toMatch(/coin +Throws a coin/);
    expect(await run('coin', '--help')).toContain('npm run bench -- coin');
  });

  it.each([[['dice']], [[]], [['--json']]])('says which benchmarks there are for %j', async (args) => {
    const failure = run(...args);
    await expect(failure).rejects.toThrow(UsageError);
    await expect(failure).rejects.toThrow('There are: coin, all.');
  });
});
