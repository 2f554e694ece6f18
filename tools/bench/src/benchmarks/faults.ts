import { parseArgs } from 'node:util';
import { toErrorMessage } from '@jobwright/concurrency/errors';
import { z } from 'zod';
import { type Benchmark, type Metric, type Row, UsageError } from '../benchmark.ts';
import { scenarios } from '../faults/scenarios.ts';
import { withCleanup } from '../runtime/with-cleanup.ts';

const HELP = `npm run bench -- faults [--only TEXT] [--short] [--json]

Faults under load. That nothing is lost, and nothing done twice where a connector promises it, is asserted; figures are only printed.

  --only    scenarios whose name has this text
  --short   each is tried once

${scenarios.map(({ name, summary }) => `  ${name.padEnd(14)} ${summary}`).join('\n')}`;

const METRICS: readonly Metric[] = [
  { name: 'jobs', title: 'jobs' },
  { name: 'seconds', title: 'seconds' },
  { name: 'repeated', title: 'calls repeated' },
  { name: 'timedOut', title: 'waited for their deadline' },
];

const optionsSchema = z.object({ only: z.string().default(''), short: z.boolean().default(false) });

function parseOptions(args: readonly string[]) {
  try {
    const options = { only: { type: 'string' }, short: { type: 'boolean' } } as const;
    return optionsSchema.parse(parseArgs({ args: [...args], options }).values);
  } catch (error) {
    throw new UsageError(`${toErrorMessage(error)}\n\n${HELP}`);
  }
}

/** The runtime and the engine under load and faults. */
export const faults: Benchmark = {
  summary: 'faults under load: the engine, or the runtime, stands still',
  help: HELP,
  async run(args, context) {
    const { only, short } = parseOptions(args);
    const chosen = scenarios.filter(({ name }) => name.includes(only));
    if (chosen.length === 0) throw new UsageError(`There is no such scenario.\n\n${HELP}`);
    const rows: Row[] = [];
    for (const { name, summary, run } of chosen) {
      context.log(`${name}: ${summary} ...`);
      const figures = await withCleanup(context.log, (cleanup) => run({ ...context, ...cleanup, short }));
      for (const { title, values } of figures) {
        context.log(`  ${title}   ${JSON.stringify(values)}`);
        rows.push({ case: title, contestant: 'jobwright', values });
      }
    }
    return { subject: 'jobwright', metrics: METRICS, rows };
  },
};
