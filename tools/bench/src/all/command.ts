import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { parseOptions } from '../parse-values.ts';
import { keptRatiosSchema } from './kept-ratio.ts';
import { planned } from './plan.ts';
import { renderPage } from './render-page.ts';
import { describeMachine, runAll, type RunAllOptions } from './run-all.ts';

export const ALL_HELP = `npm run bench -- all [--short] [--page]

Runs the benchmarks of the runtime and of each connector beside what they are compared to, and compares the
ratios with those that are kept (src/all/kept-ratios.json). One that is worse than two thirds of what is kept is
measured again; exit code 1 when it is worse again.

--short  three short rounds of each, about three minutes, as CI does it
--page   writes docs/performance.md; always without --short`;

const PAGE = join(import.meta.dirname, '../../../../docs/performance.md');

/** @throws UsageError, what makes a benchmark fail, or Error with the ratios that are worse twice */
export async function runAllCommand(
  args: readonly string[],
  options: Pick<RunAllOptions, 'benchmarks' | 'context' | 'write'>,
): Promise<void> {
  const given = parseOptions(args, { short: { type: 'boolean' }, page: { type: 'boolean' } });
  const { short: isShort = false, page = !isShort } = given;
  const content: unknown = JSON.parse(readFileSync(join(import.meta.dirname, 'kept-ratios.json'), 'utf8'));
  const kept = keptRatiosSchema.parse(content);
  const machine = describeMachine();
  const measured = await runAll({ ...options, planned, kept, isShort });
  if (!page) return;
  const command = ['npm run bench -- all', ...args].join(' ');
  const date = new Date().toISOString().slice(0, 10);
  const text = renderPage({ measured, kept, machine, date, command });
  writeFileSync(PAGE, await format(text, { parser: 'markdown', printWidth: 120 }));
}
