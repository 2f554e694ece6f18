import { parseArgs } from 'node:util';
import { toErrorMessage } from '@jobwright/concurrency/errors';

export const help = `npm run e2e -- engine [options]

Runs random processes on our engine and on Operaton, the open continuation of Camunda 7, step by step, and compares what waits,
what has completed, what was cancelled, and the order along each path; random decision tables by results and rules. Fails on each difference that is not known, and on each known
one that no longer occurs. Needs a JDK (17 or newer) and Maven.

  --seeds N      so many processes (default 20)
  --decisions N  so many decisions (default 40)
  --full         500 processes and 500 decisions
  --from S       the first seed of both (default 1)
  --seed S       the process of this seed alone
  --decision S   the decision of this seed alone

Examples:
  npm run e2e -- engine
  npm run e2e -- engine --seeds 200 --from 1000
  npm run e2e -- engine --seed 1234`;

export interface OracleCommand {
  readonly kind: 'compare' | 'help';
  /** Of processes. */
  readonly seeds: readonly number[];
  /** Of decisions. */
  readonly decisionSeeds: readonly number[];
}

/** The arguments are wrong; the message says what to write instead. */
export class UsageError extends Error {}

const SHORT = 20;
const SHORT_DECISIONS = 40;
const FULL = 500;

/** @throws UsageError */
export function parseCommand(args: readonly string[]): OracleCommand {
  const options = parseOptions(args);
  const kind = options.help ? 'help' : 'compare';
  if (options.seed !== undefined)
    return { kind, seeds: [parseCount('--seed', options.seed)], decisionSeeds: [] };
  if (options.decision !== undefined)
    return { kind, seeds: [], decisionSeeds: [parseCount('--decision', options.decision)] };
  const from = parseCount('--from', options.from);
  const list = (
    name: '--seeds' | '--decisions',
    text: string | undefined,
    short: number,
  ): readonly number[] => {
    const count = text === undefined ? (options.full ? FULL : short) : parseCount(name, text);
    return Array.from({ length: count }, (_, index) => from + index);
  };
  return {
    kind,
    seeds: list('--seeds', options.seeds, SHORT),
    decisionSeeds: list('--decisions', options.decisions, SHORT_DECISIONS),
  };
}

function parseOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        seeds: { type: 'string' },
        decisions: { type: 'string' },
        decision: { type: 'string' },
        full: { type: 'boolean', default: false },
        from: { type: 'string', default: '1' },
        seed: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${toErrorMessage(error)} See --help.`);
  }
}

function parseCount(name: string, text: string): number {
  if (/^\d{1,7}$/.test(text)) return Number(text);
  throw new UsageError(`${name} must be a whole number below ten million, but is "${text}".`);
}
