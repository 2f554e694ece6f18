import { engines, prepareEngine, type RunningEngine, startEngine } from '@jobwright/feel-oracle';
import { type Benchmark, type BenchmarkContext, type Metric, type Row, UsageError } from '../benchmark.ts';
import { feelCases } from '../feel/cases.ts';
import { createContestants } from '../feel/contestants.ts';
import { rotate } from '../statistics.ts';

const HELP = `npm run bench -- feel [--short] [--without-java] [--json]

Evaluates result expressions with our FEEL, with feelin and with the engine of Camunda ${engines.at(-1)?.broker ?? ''}, in turn and in one run; the
figures are microseconds of the processor that an evaluation takes. Ours and the Java engine evaluate what is compiled; feelin parses each time.

  --short          3 rounds instead of 9, and less in each
  --without-java   needs no JDK and no Maven`;

const METRICS: readonly Metric[] = [{ name: 'microseconds', title: 'CPU us/evaluation' }];
const WARM_UP_ROUNDS = 3;
const EFFORT = { full: { rounds: 9, effort: 1 }, short: { rounds: 3, effort: 0.2 } };

/** FEEL alone. */
export const feel: Benchmark = {
  summary: 'FEEL expressions: ours, feelin and the Java engine',
  help: HELP,
  async run(args, context) {
    const { rounds, effort } = EFFORT[args.includes('--short') ? 'short' : 'full'];
    const unknown = args.find((argument) => argument !== '--short' && argument !== '--without-java');
    if (unknown !== undefined) throw new UsageError(`There is no option ${unknown}. See --help.`);
    const engine = args.includes('--without-java') ? undefined : await start(context);
    try {
      const rows: Row[] = [];
      // Rounds up to 0 warm up: a JVM compiles what runs often.
      for (let round = 1 - WARM_UP_ROUNDS; round <= rounds; round += 1) {
        context.log(round <= 0 ? 'Warming up ...' : `Round ${round} of ${rounds}`);
        const measured = await measureRound({ round, effort, engine, signal: context.signal });
        if (round > 0) rows.push(...measured);
      }
      return { subject: 'jobwright', metrics: METRICS, rows };
    } finally {
      engine?.stop();
    }
  },
};

async function start({ environment, log, signal }: BenchmarkContext): Promise<RunningEngine | undefined> {
  const newest = engines.at(-1);
  return newest && startEngine(await prepareEngine(newest, { environment, log, signal }), signal);
}

async function measureRound(options: {
  readonly round: number;
  readonly effort: number;
  readonly engine: RunningEngine | undefined;
  readonly signal: AbortSignal;
}): Promise<readonly Row[]> {
  const { round, effort, engine, signal } = options;
  const rows: Row[] = [];
  for (const feelCase of feelCases) {
    for (const contestant of rotate(createContestants(engine), Math.max(round, 0))) {
      signal.throwIfAborted();
      const microseconds = await contestant.measure(feelCase, effort);
      if (microseconds === undefined) continue;
      rows.push({ case: feelCase.name, contestant: contestant.name, values: { microseconds } });
    }
  }
  return rows;
}
