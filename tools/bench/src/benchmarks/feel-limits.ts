import { readFileSync } from 'node:fs';
import { compile, FeelError } from '@jobwright/feel';
import { z } from 'zod';
import type { Benchmark, Metric, Row } from '../benchmark.ts';

const HELP = `npm run bench -- feel-limits [--json]

Evaluates expressions that were made to take long or much memory, under the default limits, and tells how long each holds the
event loop: milliseconds of the processor, so that a busy machine changes nothing.`;

const METRICS: readonly Metric[] = [
  { name: 'cpuMs', title: 'CPU ms' },
  { name: 'memoryMb', title: 'memory MB' },
];
const PATH = new URL('../../../../packages/sdk/feel/src/testing/nasty-expressions.json', import.meta.url);
const DIGITS = '7'.repeat(5000);

/** What the worst expressions cost. */
export const feelLimits: Benchmark = {
  summary: 'what the worst FEEL expressions cost before a limit stops them',
  help: HELP,
  run(_args, { log, signal }) {
    const expressions = z
      .array(z.tuple([z.string(), z.string()]))
      .parse(JSON.parse(readFileSync(PATH, 'utf8')));
    const rows = expressions.map(([name, text]): Row => {
      signal.throwIfAborted();
      const { outcome, ...values } = measure(text.replaceAll('DIGITS', DIGITS));
      log(`${name}   ${values.cpuMs} ms   ${outcome}`);
      return { case: name, contestant: 'jobwright', values };
    });
    const worst = Math.max(...rows.map(({ values }) => values['cpuMs'] ?? 0));
    rows.push({ case: 'the worst of all', contestant: 'jobwright', values: { cpuMs: worst } });
    return Promise.resolve({ subject: 'jobwright', metrics: METRICS, rows });
  },
};

function measure(text: string): {
  readonly cpuMs: number;
  readonly memoryMb: number;
  readonly outcome: string;
} {
  const before = process.memoryUsage().heapUsed;
  const start = process.cpuUsage();
  const outcome = attempt(text);
  const { user, system } = process.cpuUsage(start);
  const grown = process.memoryUsage().heapUsed - before;
  return {
    cpuMs: Math.round((user + system) / 1000),
    memoryMb: Math.max(Math.round(grown / 1e6), 0),
    outcome,
  };
}

function attempt(text: string): string {
  try {
    compile(text, { version: '8.9' }).evaluate({});
    return 'ends by itself';
  } catch (error) {
    if (error instanceof FeelError) return error.message.slice(0, 100);
    throw error;
  }
}
